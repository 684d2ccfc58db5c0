import type { TransactionTransfers } from "./chain.js";
import { ProviderError } from "./providerError.js";
import type { ProviderClient, ProviderPool } from "./rpc.js";

/**
 * Asks one provider after the other for a transaction until one knows it: a lagging node's "unknown" says little.
 * @throws ProviderError when no provider answered at all.
 */
export async function askUntilKnown<Client extends ProviderClient>(
  pool: ProviderPool<Client>,
  ask: (client: Client) => Promise<TransactionTransfers>,
): Promise<TransactionTransfers> {
  let answered = false;
  let failure: ProviderError | undefined;
  for (const client of pool.available()) {
    try {
      const found = await pool.guard(client, () => ask(client));
      if (found.kind !== "unknown") return found;
      answered = true;
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      failure = error;
    }
  }
  if (answered) return { kind: "unknown" };
  if (failure !== undefined) throw failure;
  // Every provider rests: this throws the error that says until when.
  return await pool.run(ask);
}
