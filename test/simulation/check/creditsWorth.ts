import type { Sql } from "../../../src/db/sql.js";
import type { Check, Finding } from "./finding.js";
import { findRows, found } from "./finding.js";
import { type PaidCheckout, readCheckouts } from "./readCheckouts.js";
import { worthOf } from "./worth.js";

/**
 * Credits that stand, by checkout, its wallet's movement by which it was credited first, and whether a fork ever took some of
 * them back. Of two that were credited side by side, their times may be in the other order.
 */
type Granted = { checkoutId: string; walletId: string; granted: bigint; since: bigint; reversed: boolean };

async function readGranted(sql: Sql): Promise<Map<string, Granted>> {
  const { rows } = await sql.query<Granted>(
    `SELECT coalesce(checkout_id, deposit_id) AS "checkoutId", wallet_id AS "walletId",
            min((SELECT min(e.version) FROM entries e WHERE e.bucket = grants.bucket AND e.wallet_id = grants.wallet_id
                  AND e.code = 'grant' AND grants.id = ANY (e.grant_ids))) AS since,
            coalesce(sum(granted) FILTER (WHERE reversed_at IS NULL), 0)::bigint AS granted,
            bool_or(reversed_at IS NOT NULL) AS reversed
     FROM grants WHERE source_type = 'deposit' GROUP BY 1, 2`,
  );
  return new Map(rows.map((row) => [row.checkoutId, row]));
}

const TWICE: [what: string, text: string][] = [
  [
    "one transfer has two deposits",
    "SELECT network, tx_hash, log_position FROM deposits GROUP BY 1, 2, 3 HAVING count(*) > 1",
  ],
  [
    "a credited deposit's lots are not what it says it was credited with",
    `SELECT d.id, d.credits, g.granted FROM deposits d LEFT JOIN (
       SELECT deposit_id, sum(granted) AS granted FROM grants WHERE source_type = 'deposit' AND reversed_at IS NULL
       GROUP BY deposit_id) AS g ON g.deposit_id = d.id
     WHERE coalesce(g.granted, 0) <> CASE d.status WHEN 'credited' THEN d.credits ELSE 0 END
       AND d.stuck_reason IS DISTINCT FROM 'reorged_after_credit'`,
  ],
  [
    "a deposit granted one part of its worth twice",
    `SELECT deposit_id, component_id FROM grants WHERE source_type = 'deposit' AND reversed_at IS NULL
     GROUP BY 1, 2 HAVING count(*) > 1`,
  ],
  [
    "a wallet had a once-only bonus from two checkouts",
    `SELECT wallet_id, component_id FROM grants WHERE component_id LIKE 'first-purchase%' AND reversed_at IS NULL
     GROUP BY 1, 2 HAVING count(DISTINCT checkout_id) > 1`,
  ],
];

/** The checkout, or assigned deposit, that credited a wallet first. */
function firstOf(granted: ReadonlyMap<string, Granted>, walletId: string | undefined): string | undefined {
  const ofWallet = [...granted.values()].filter((one) => one.walletId === walletId);
  return ofWallet.sort((one, other) => Number(one.since - other.since))[0]?.checkoutId;
}

/** One checkout's credits: exactly its worth, with or without the once-only bonus. */
function expectWorth(checkout: PaidCheckout, granted: Granted | undefined, credited: PaidCheckout["transfers"]) {
  const { credits, onceBonus } = worthOf(checkout, credited);
  const actual = granted?.granted ?? 0n;
  const isRight = actual === credits || actual === credits + onceBonus;
  const hadBonus = onceBonus > 0n && actual === credits + onceBonus;
  return { isRight, hadBonus, mayHave: onceBonus > 0n, row: { checkout, worth: credits, onceBonus, granted: actual } };
}

/** Invariant 5: each credited deposit has one credit, and each checkout's credits are what its money is worth. */
export const checkCreditsWorth: Check = async (sql, evidence) => {
  const findings: Finding[] = [];
  for (const [what, text] of TWICE) findings.push(...(await findRows(sql, 5, what, text)));
  const granted = await readGranted(sql);
  const { rows } = await sql.query<{ key: string }>(
    "SELECT network || ' ' || tx_hash || ' ' || log_position AS key FROM deposits WHERE status = 'credited'",
  );
  const credited = new Set(rows.map(({ key }) => key));
  const verdicts = (await readCheckouts(sql, evidence)).map((checkout) => {
    const counted = checkout.transfers.filter(({ network, txHash, position }) =>
      credited.has(`${network} ${txHash} ${position}`),
    );
    return { walletId: checkout.walletId, ...expectWorth(checkout, granted.get(checkout.id), counted) };
  });
  const wrong = verdicts.filter(({ isRight }) => !isRight);
  const wallets = [...new Set(verdicts.map(({ walletId }) => walletId))];
  const missed = wallets
    .map((walletId) => verdicts.filter((verdict) => verdict.walletId === walletId))
    .filter((ofWallet) => {
      const first = firstOf(granted, ofWallet[0]?.walletId);
      return (
        ofWallet.some(({ mayHave, hadBonus, row }) => hadBonus !== (mayHave && row.checkout.id === first)) &&
        !ofWallet.some(({ row }) => granted.get(row.checkout.id)?.reversed)
      );
    });
  return [
    ...findings,
    ...found(
      5,
      "a checkout's credits are not what its money is worth",
      wrong.map(({ row }) => row),
    ),
    ...found(
      5,
      "a wallet did not have its once-only bonus with its first purchase, and only with that",
      missed.flat().map(({ row }) => row),
    ),
  ];
};
