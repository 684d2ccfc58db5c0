import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import type { Round, RoundResult } from "./generator.js";

function start(file: string, ...args: string[]): ChildProcess {
  return fork(new URL(file, import.meta.url), args, { execArgv: ["--import", "tsx"], stdio: ["ignore", 2, 2, "ipc"] });
}

/** The next message of a child. @throws Error when it ends instead. */
async function messageOf<Message>(child: ChildProcess): Promise<Message> {
  const done = new AbortController();
  const { signal } = done;
  const ended = once(child, "exit", { signal }).then(([code]) => {
    throw new Error(`A process of the bench ended with ${code}.`);
  });
  // Once the message is there, nobody waits for the end any more.
  ended.catch(() => {});
  const [message] = await Promise.race([once(child, "message", { signal }), ended]);
  done.abort();
  return message as Message;
}

export type Fleet = {
  ports: number[];
  play(round: Omit<Round, "ports">): Promise<Exclude<RoundResult, { error: string }>>;
  /** Resident memory of each API process, in bytes. */
  memory(): Promise<number[]>;
  stop(): void;
};

/** Starts API processes on a database, and a load generator. */
export async function startFleet(databaseUrl: string, processes: number): Promise<Fleet> {
  const servers = Array.from({ length: processes }, () => start("./apiServer.ts", databaseUrl));
  const ports = await Promise.all(servers.map((server) => messageOf<number>(server)));
  const generator = start("./generator.ts");
  await messageOf(generator);
  return {
    ports,
    play: async (round) => {
      generator.send({ ...round, ports });
      const result = await messageOf<RoundResult>(generator);
      if ("error" in result) throw new Error(result.error);
      return result;
    },
    memory: () =>
      Promise.all(
        servers.map((server) => {
          server.send("memory");
          return messageOf<number>(server);
        }),
      ),
    stop: () => {
      for (const child of [generator, ...servers]) child.kill("SIGKILL");
    },
  };
}
