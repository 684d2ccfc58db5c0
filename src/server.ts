import { announceReady } from "./start/announceReady.js";
import { runUntilStopped } from "./start/runUntilStopped.js";
import { startApi } from "./start/startApi.js";

/** The API alone: run as many as there is traffic for. */
await runUntilStopped(async (store, shutdown) => {
  const url = await startApi(store, shutdown);
  await announceReady(store, url, shutdown.signal);
});
