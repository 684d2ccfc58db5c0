import type { Pool } from "../db/client.js";
import type { Sql } from "../db/sql.js";
import { CofferError } from "../lib/errors.js";
import { newBucketId } from "../lib/ids.js";
import { formatAmount } from "../lib/money.js";
import { requireBucket } from "./bucket.js";
import { catchUpWallet } from "./catchUpWallet.js";
import { explainRange } from "./explainRange.js";
import { withIdempotency } from "./idempotency.js";
import type { Caller, Outcome } from "./outcome.js";

/** Credits to move from one wallet to another, in base units. */
export type TransferRequest = { fromWalletId: string; toWalletId: string; credits: bigint; reason: string };

/** A transfer as its reply shows it: credits as decimal strings, times in RFC 3339. */
export type TransferFacts = {
  id: string;
  fromWalletId: string;
  toWalletId: string;
  credits: string;
  reason: string;
  /** Which lot of the payer became which lot of the other, and how much of it. */
  lots: { fromGrantId: string; grantId: string; credits: string }[];
  createdAt: string;
};

/** A part of a lot on its way, as the payer's leg answers it; `credits` in base units. */
type PickedLot = { grantId: string; credits: string };
type Picked = { available: string; lots?: PickedLot[] };

async function moveOut(
  sql: Sql,
  id: string,
  clientId: string,
  request: TransferRequest,
): Promise<Required<Picked>["lots"]> {
  const { fromWalletId, toWalletId, credits, reason } = request;
  const { rows } = await sql.query<{ picked: Picked }>(
    "SELECT ledger_transfer_out($1, $2, $3, $4, $5, $6, $7) AS picked",
    [requireBucket("wal", fromWalletId), fromWalletId, id, toWalletId, clientId, credits, reason],
  );
  const picked = rows[0]?.picked;
  if (picked?.lots !== undefined) return picked.lots;
  const available = formatAmount(BigInt(picked?.available ?? 0));
  const needed = formatAmount(credits);
  throw new CofferError(
    "insufficient_credits",
    `Of this wallet ${available} credits can move to another, and this needs ${needed}: only what was bought can, with its own bonus.`,
    { fields: { walletId: fromWalletId, available, needed } },
  );
}

async function moveBoth(sql: Sql, clientId: string, request: TransferRequest): Promise<TransferFacts> {
  const { fromWalletId, toWalletId, credits, reason } = request;
  const toBucket = requireBucket("wal", toWalletId);
  const id = newBucketId("trf", requireBucket("wal", fromWalletId));
  const picked = await moveOut(sql, id, clientId, request);
  // Lots of one transfer are equally old; sorted ids keep the order in which they came.
  const ids = picked.map(() => newBucketId("grt", toBucket)).sort();
  const lots = picked.map((lot, index) => ({ ...lot, id: ids[index] ?? "" }));
  const leg = [toBucket, toWalletId, id, JSON.stringify(lots)];
  await sql.query("SELECT ledger_transfer_in($1, $2, $3, $4)", leg).catch((error: unknown) => {
    throw explainRange(error);
  });
  const { rows } = await sql.query<{ now: Date }>("SELECT store_now() AS now");
  return {
    ...{ id, fromWalletId, toWalletId, credits: formatAmount(credits), reason },
    lots: lots.map((lot) => ({
      fromGrantId: lot.grantId,
      grantId: lot.id,
      credits: formatAmount(BigInt(lot.credits)),
    })),
    createdAt: (rows[0]?.now ?? new Date()).toISOString(),
  };
}

/**
 * Moves credits to another wallet, once for a (client, payer, key). Only bought credits move, and the bonus of the same
 * deposit with them, pro rata; each lot keeps its kind, age, expiry, unit cost and deposit. What a wallet owes is repaid
 * from what it receives, and what a wallet owes it cannot send away.
 * @param options.graceSeconds how long credits live on that return to a lot which expired meanwhile, from holds whose time is over.
 * @param options.requireAllowed throws where the transfer may not be; asked after the key, because a repeated call has its answer.
 * @throws CofferError `not_found`, `idempotency_key_reused`; `invalid_request` for a transfer to the same wallet, or to one that would
 * have more than it can. Too few
 * movable credits (`insufficient_credits`) are an answer, stored under the key.
 */
export async function transferCredits(
  pool: Pool,
  caller: Caller,
  request: TransferRequest,
  { graceSeconds, requireAllowed = () => {} }: { graceSeconds: number; requireAllowed?: () => void },
): Promise<Outcome<TransferFacts>> {
  if (request.fromWalletId === request.toWalletId) {
    const issues = [{ path: "toWalletId", message: "must be another wallet" }];
    throw new CofferError("invalid_request", "A transfer goes to another wallet.", { fields: { issues } });
  }
  const call = { ...caller, walletId: request.fromWalletId, alsoLock: [request.toWalletId] };
  return withIdempotency(pool, call, async (sql) => {
    requireAllowed();
    await catchUpWallet(sql, request.fromWalletId, graceSeconds);
    return { status: 201, answer: await moveBoth(sql, caller.clientId, request) };
  });
}
