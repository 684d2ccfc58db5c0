import { startWorkers } from "../workers/startWorkers.js";
import { announceReady } from "./start/announceReady.js";
import { runUntilStopped } from "./start/runUntilStopped.js";
import { startApi } from "./start/startApi.js";

/** API and workers in one process: what `npm start` runs. */
await runUntilStopped(async (store, shutdown) => {
  const workers = await startWorkers(store);
  shutdown.add("workers", () => workers.close());
  const url = await startApi(store, shutdown);
  await announceReady(store, url, shutdown.signal);
});
