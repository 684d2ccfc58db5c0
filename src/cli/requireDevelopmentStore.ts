import type { Development } from "../embedded/startEmbedded.js";
import type { Store } from "../start/store.js";

/** Workers look at the chains several times a second; a store whose workers have not for so long does not run. */
const SILENT_SECONDS = 10;

/** @throws Error when the store runs on real chains. */
export function requireDevelopment({ development }: Store): Development {
  if (development !== null) return development;
  throw new Error("This store runs on real chains; this is for development chains.");
}

/** @throws Error when the store runs on real chains, or nobody runs it. */
export async function requireDevelopmentStore(store: Store): Promise<void> {
  requireDevelopment(store);
  const { rows } = await store.database.pool.query<{ runs: boolean | null }>(
    "SELECT max(checked_at) > now() - make_interval(secs => $1) AS runs FROM networks",
    [SILENT_SECONDS],
  );
  if (rows[0]?.runs !== true)
    throw new Error("No store is running here; start one by `npm start` in another terminal.");
}
