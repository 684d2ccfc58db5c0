import { runUntilStopped } from "../src/start/runUntilStopped.js";
import { startWorkers } from "./startWorkers.js";

/** The workers alone: run as many as there are chains and deposits for. */
await runUntilStopped(async (store, shutdown) => {
  const workers = await startWorkers(store);
  shutdown.add("workers", () => workers.close());
  process.stdout.write(`${JSON.stringify({ event: "ready" })}\n`);
});
