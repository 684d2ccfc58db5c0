import type { CrossCheck, RecordedTransfer, TransactionTransfers } from "./chain.js";
import { ProviderError } from "./providerError.js";
import type { ProviderClient, ProviderPool } from "./rpc.js";

/** A deposit that one provider reports is believed when so many hosts see it. */
const AGREEING = 2;

/**
 * Asks the providers one after the other for a recorded transfer until two hosts confirm its block and its log. One that
 * says otherwise of that block decides it at once; one that does not know the transaction yet, has it only in its pool, or
 * has it in another block, lags or is on the other branch of a fork, and decides nothing.
 * @throws ProviderError when several are configured and fewer than two could say anything of that block.
 */
export async function crossCheck<Client extends ProviderClient>(
  pool: ProviderPool<Client>,
  transfer: RecordedTransfer,
  ask: (client: Client) => Promise<TransactionTransfers>,
): Promise<CrossCheck> {
  if (new Set(pool.states().map(({ host }) => host)).size < AGREEING) return { kind: "no_second_provider" };
  const agreeing = new Set<string>();
  let failure: ProviderError | undefined;
  for (const client of pool.available()) {
    try {
      const seen = await pool.guard(client, () => ask(client));
      if (seen.kind === "unknown" || seen.kind === "pooled") continue;
      if (seen.block.hash !== transfer.blockHash) {
        const message = `has ${transfer.txHash} in block ${seen.block.hash}, not ${transfer.blockHash}`;
        failure = new ProviderError("behind", client.host, message);
        continue;
      }
      const objection = objectionTo(transfer, seen);
      if (objection !== null) return { kind: "disagrees", detail: `${client.host} ${objection}` };
      agreeing.add(client.host);
      if (agreeing.size >= AGREEING) return { kind: "agrees" };
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      failure = error;
    }
  }
  const message = `sees the transfer in ${transfer.txHash}, and no second provider can confirm it now`;
  throw failure ?? new ProviderError("behind", [...agreeing][0] ?? "no provider", message);
}

type Packed = Extract<TransactionTransfers, { block: unknown }>;

function objectionTo(recorded: RecordedTransfer, seen: Packed): string | null {
  if (seen.kind === "failed") return `says that it failed in block ${seen.block.number}`;
  const transfer = seen.transfers.find(({ logPosition }) => logPosition === recorded.logPosition);
  if (transfer === undefined) return `has no transfer at log ${recorded.logPosition} of it`;
  const { token, to, amount } = transfer;
  if (token !== recorded.token || to !== recorded.to || amount !== recorded.amount) {
    return `says that it pays ${amount} base units of the token ${token} to ${to}`;
  }
  return null;
}
