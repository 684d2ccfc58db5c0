import { spawn } from "node:child_process";
import { once } from "node:events";
import getPort from "get-port";

export type Example = { url: string; stop(): Promise<void> };

/** Starts a server of `examples/` as its README does, on a spare port or `port`, and waits until it listens. */
export async function startExample(name: string, environment: Record<string, string>, port?: number): Promise<Example> {
  const bound = port ?? (await getPort());
  const child = spawn(process.execPath, ["--import", "tsx", `examples/${name}/server.ts`], {
    env: { PATH: process.env.PATH, ...environment, PORT: String(bound) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const exited = once(child, "exit");
  await new Promise<void>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk;
      if (output.includes("listens on")) resolve();
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.once("exit", () => reject(new Error(`${name} ended before it listened: ${output}`)));
  });
  return {
    url: `http://127.0.0.1:${bound}`,
    stop: async () => {
      child.kill("SIGKILL");
      await exited;
    },
  };
}
