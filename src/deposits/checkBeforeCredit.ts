import { CofferError } from "../lib/errors.js";
import { bucketOf } from "../lib/ids.js";
import { type ChainCheck, checkOnChain } from "./checkOnChain.js";
import type { Crediting } from "./crediting.js";
import type { Deposit } from "./deposit.js";

export type CreditCheck = Omit<ChainCheck, "name"> & { name: ChainCheck["name"] | "uniqueness" };

/**
 * All that must hold before an operator's decision credits a deposit: what the chain says of it now, and that it was
 * never credited. One line a check, all of them made.
 * @throws CofferError `network_disabled`; ProviderError when no node answers.
 */
export async function checkBeforeCredit({ pool, chains }: Crediting, deposit: Deposit): Promise<CreditCheck[]> {
  const chain = chains.get(deposit.network);
  if (chain === undefined)
    throw new CofferError("network_disabled", `${deposit.network} is not watched by this store.`);
  const checks: CreditCheck[] = await checkOnChain(chain, deposit);
  const { rowCount } = await pool.query(
    "SELECT 1 FROM grants WHERE bucket = $1 AND deposit_id = $2 AND source_type = 'deposit' AND reversed_at IS NULL LIMIT 1",
    [bucketOf("wal", deposit.walletId), deposit.id],
  );
  const unique = rowCount === 0;
  return [
    ...checks,
    {
      name: "uniqueness",
      ok: unique,
      detail: unique ? "Never credited before." : "Credits were granted for it before.",
    },
  ];
}
