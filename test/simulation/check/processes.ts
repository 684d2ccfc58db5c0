import type { ProcessRecord } from "../world/keepProcess.js";
import type { Check, Finding } from "./finding.js";
import { found } from "./finding.js";

/** What a process says that was left no time to end in good order, as on a machine where many others run. */
const HURRIED = "closing took too long";

/** How often a process was left no time to end in good order. */
export function countHurried(processes: readonly ProcessRecord[]): number {
  return processes.reduce((sum, { log }) => sum + log.split(HURRIED).length - 1, 0);
}

/** A start may fail while providers lie, and says so as loudly as it should. */
const FAILED_START = "Coffer could not start";

function isAlarm(line: string): boolean {
  if (line.includes("unhandled rejection")) return true;
  return line.includes('"level":60') && !line.includes(FAILED_START);
}

/** Exits on SIGTERM that were neither in good order nor hurried. */
function disordered(processes: readonly ProcessRecord[]): Finding[] {
  return processes.flatMap((process) => {
    const ends = process.exits.filter(({ asked, code }) => asked === "SIGTERM" && code !== 0);
    const rows = ends.length > countHurried([process]) ? ends.map((end) => ({ name: process.name, ...end })) : [];
    return found(17, "a process did not end in good order", rows);
  });
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
    ...disordered(processes),
    ...found(17, "a process gave an alarm", alarms),
    ...found(17, "connections to the database outlived their processes", [...connections]),
  ];
};
