import type { NativeToken, Network } from "../chains/chain.js";
import type { Sql } from "../db/sql.js";

/** What one address held beyond what is recorded for it; USDT in base units, `native` in wei or sun. */
export type Finding = {
  address: string;
  walletId: string;
  onChain: bigint;
  recorded: bigint;
  native: bigint;
  tokens: NativeToken[];
  /** Whoever else may sign for it. */
  otherSigners: string[];
  onOtherChain: bigint | null;
  comparedAt: Date;
};

/** A day's comparison; the amounts are sums over the addresses that were compared, in USDT base units. */
export type Reconciliation = {
  network: Network;
  /** YYYY-MM-DD, UTC. */
  day: string;
  startedAt: Date;
  finishedAt: Date | null;
  addresses: number;
  onChain: bigint;
  recorded: bigint;
  findings: Finding[];
};

type Row = Omit<Reconciliation, "onChain" | "recorded" | "findings"> & { onChain: string; recorded: string };
type Amount = "onChain" | "recorded" | "native";
type FindingRow = Omit<Finding, Amount | "onOtherChain"> &
  Record<Amount | "day", string> & { onOtherChain: string | null };

/** The stored runs of a network, newest first, before the day `before` where given. */
export async function listReconciliations(
  sql: Sql,
  network: Network,
  { limit, before }: { limit: number; before?: string | undefined },
): Promise<Reconciliation[]> {
  const { rows } = await sql.query<Row>(
    `SELECT network, day::text, started_at AS "startedAt", finished_at AS "finishedAt", addresses, on_chain::text AS "onChain",
            recorded::text AS recorded
     FROM reconciliation_runs WHERE network = $1 AND ($2::date IS NULL OR day < $2) ORDER BY day DESC LIMIT $3`,
    [network, before ?? null, limit],
  );
  const found = await sql.query<FindingRow>(
    `SELECT day::text, address, wallet_id AS "walletId", on_chain::text AS "onChain", recorded::text AS recorded,
            native::text AS native, tokens, other_signers AS "otherSigners", on_other_chain::text AS "onOtherChain", compared_at AS "comparedAt"
     FROM reconciliation_findings WHERE network = $1 AND day = ANY($2::date[]) ORDER BY address`,
    [network, rows.map(({ day }) => day)],
  );
  return rows.map((row) => ({
    ...row,
    onChain: BigInt(row.onChain),
    recorded: BigInt(row.recorded),
    findings: found.rows
      .filter(({ day }) => day === row.day)
      .map(({ onChain, recorded, native, onOtherChain, day: _, ...finding }) => ({
        ...finding,
        ...{ onChain: BigInt(onChain), recorded: BigInt(recorded) },
        ...{ native: BigInt(native), onOtherChain: onOtherChain === null ? null : BigInt(onOtherChain) },
      })),
  }));
}
