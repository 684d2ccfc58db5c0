import type { Check } from "./finding.js";
import { found } from "./finding.js";

/** What one process of the store did: how each of its runs ended, and all that it logged. */
export type ProcessRecord = {
  name: string;
  /** `asked` is the signal that the play sent, null where the process ended by itself; `code` its exit code. */
  exits: { asked: NodeJS.Signals | null; code: number | null }[];
  log: string;
};

/** A start may fail while providers lie, and says so as loudly as it should. */
const FAILED_START = "Coffer could not start";

function isAlarm(line: string): boolean {
  if (line.includes("unhandled rejection")) return true;
  return line.includes('"level":60') && !line.includes(FAILED_START);
}

/** Invariant 17: no process ended by itself or in disorder, none gave an alarm, and none left a connection behind. */
export const checkProcesses: Check = async (_sql, { processes, connections }) => {
  const exits = processes.flatMap(({ name, exits }) => exits.map((exit) => ({ name, ...exit })));
  const alarms = processes.flatMap(({ name, log }) =>
    log
      .split("\n")
      .filter(isAlarm)
      .map((line) => ({ name, line })),
  );
  return [
    ...found(
      17,
      "a process ended that was not asked to",
      exits.filter(({ asked }) => asked === null),
    ),
    ...found(
      17,
      "a process did not end in good order",
      exits.filter(({ asked, code }) => asked === "SIGTERM" && code !== 0),
    ),
    ...found(17, "a process gave an alarm", alarms),
    ...found(17, "connections to the database outlived their processes", [...connections]),
  ];
};
