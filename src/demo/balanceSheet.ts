import { formatAmount } from "../lib/money.js";
import type { Scene } from "./buyers.js";

type Verification = { ok: boolean; checks: { name: string; ok: boolean; detail: string }[] };

/** What every account of the ledger has come to, from its entries alone, and what `ledger verify` says of it. */
export async function printBalanceSheet({ demo, api, say }: Scene): Promise<void> {
  const { pool } = demo.store.database;
  const { rows } = await pool.query<{ account: string; balance: bigint }>(
    `SELECT account, sum(amount)::bigint AS balance FROM (
       SELECT to_account AS account, amount FROM entries UNION ALL SELECT from_account, -amount FROM entries) AS sides
     GROUP BY account ORDER BY account`,
  );
  say("the balance sheet, in credits:");
  for (const { account, balance } of rows)
    console.log(`${" ".repeat(12)}${account.padEnd(12)} ${formatAmount(balance).padStart(12)}`);
  const sum = rows.reduce((total, { balance }) => total + balance, 0n);
  console.log(`${" ".repeat(12)}${"sum".padEnd(12)} ${formatAmount(sum).padStart(12)}`);
  const received = await pool.query<{ sum: string }>(
    "SELECT coalesce(sum(amount), 0)::text AS sum FROM deposits WHERE status = 'credited'",
  );
  say(`USDT received and credited: ${formatAmount(BigInt(received.rows[0]?.sum ?? 0))}`);
  const verified = await api.get<Verification>("operator", "/v1/ledger/verify");
  const failed = verified.checks.filter(({ ok }) => !ok);
  say(`ledger verify: ${verified.checks.length - failed.length} of ${verified.checks.length} checks hold`);
  if (sum !== 0n || !verified.ok) throw new Error(`The books are wrong: ${JSON.stringify(failed)}`);
}
