import type { Catalog } from "../catalog/schema.js";
import { type TermsRequest, termsFor } from "../catalog/terms.js";
import { termsToJson } from "../catalog/termsToJson.js";
import type { Chain, Network } from "../chains/chain.js";
import { announce } from "../db/notify.js";
import { postEventsOf } from "../db/outbox.js";
import type { Sql } from "../db/sql.js";
import { lockWallet } from "../ledger/lockWallet.js";
import { CofferError } from "../lib/errors.js";
import { newId } from "../lib/ids.js";
import { leaseAddress } from "./leaseAddress.js";
import { readOnceHad } from "./readOnceHad.js";

export type OpenCheckout = {
  clientId: string;
  walletId: string;
  region: string | null;
  purchase: { packId: string } | { amountUsd: bigint };
  network: Network | null;
  promoCode: string | null;
  returnUrl: string | null;
  metadata: Record<string, string>;
  ttlSeconds: number;
};

/** The chains that are watched here, by network. */
export type Chains = ReadonlyMap<Network, Chain>;

/** @throws CofferError `network_disabled` */
export function chainOf(chains: Chains, network: Network): Chain {
  const chain = chains.get(network);
  if (chain === undefined) {
    const others = [...chains.keys()].join(", ") || "none";
    throw new CofferError("network_disabled", `${network} is not offered by this store; offered: ${others}.`);
  }
  return chain;
}

/** Checkouts that a wallet may have open at once: each keeps an address. A buyer's own session needs a few of them. */
const OPEN_OF_WALLET_MAX = 1_000;
const OPEN_OF_BUYER_MAX = 20;

/** Those that one client may have open at once, in whatever wallets: more are a mistake or an attack, and each is watched. */
const OPEN_OF_CLIENT_MAX = 10_000;

/** Places become free as checkouts are paid, cancelled or expire, which takes minutes: a client need not ask sooner. */
const ROOM_AFTER_SECONDS = 60;

type Open = { ofWallet: number; ofClient: number };

/** Open checkouts, counted no further than each cap, which keeps it a read of two short indexes. */
const COUNT_OPEN = `SELECT
  (SELECT count(*) FROM (SELECT FROM checkouts WHERE wallet_id = $1 AND status IN ('open', 'confirming') LIMIT $3) w)::int AS "ofWallet",
  (SELECT count(*) FROM (SELECT FROM checkouts WHERE client_id = $2 AND status IN ('open', 'confirming') LIMIT $4) c)::int AS "ofClient"`;

function refuse(who: string, most: number): CofferError {
  const message = `This ${who} has ${most} open checkouts, the most it may have; pay or cancel one of them, or wait until they expire.`;
  return new CofferError("rate_limited", message, { retryAfterSeconds: ROOM_AFTER_SECONDS });
}

/**
 * The wallet is locked, so that several opened at once for it are counted one after the other. A client's are not: as
 * many more as it opens at the same moment may get through.
 */
async function requireRoom(sql: Sql, { clientId, walletId }: OpenCheckout): Promise<void> {
  const most = clientId === walletId ? OPEN_OF_BUYER_MAX : OPEN_OF_WALLET_MAX;
  const { rows } = await sql.query<Open>(COUNT_OPEN, [walletId, clientId, most, OPEN_OF_CLIENT_MAX]);
  const { ofWallet = 0, ofClient = 0 } = rows[0] ?? {};
  if (ofWallet >= most) throw refuse("wallet", most);
  if (ofClient >= OPEN_OF_CLIENT_MAX) throw refuse("client", OPEN_OF_CLIENT_MAX);
}

/**
 * Opens a checkout with its terms fixed, and leases it an address where the network is chosen already. Runs in the
 * caller's transaction.
 * @returns the new checkout's id.
 * @throws CofferError `not_found` for the wallet, `invalid_request` for a pack, amount or code that is not sold,
 * `network_disabled`, `rate_limited` when the wallet or the client has too many open.
 */
export async function openCheckout(sql: Sql, catalog: Catalog, chains: Chains, request: OpenCheckout): Promise<string> {
  const { clientId, walletId, network, purchase, promoCode } = request;
  await lockWallet(sql, walletId);
  await requireRoom(sql, request);
  const onceHad = await readOnceHad(sql, walletId);
  const { rows } = await sql.query<{ now: Date }>("SELECT store_now() AS now");
  const now = rows[0]?.now ?? new Date();
  const terms = termsFor(catalog, {
    ...purchase,
    region: request.region,
    network,
    promoCode,
    at: now,
    onceHad,
  } as TermsRequest);
  const id = newId("chk");
  const expiresAt = new Date(now.getTime() + request.ttlSeconds * 1000);
  await sql.query(
    `INSERT INTO checkouts (id, wallet_id, client_id, status, amount_due, tolerance, terms, promo_code, return_url, metadata,
       created_at, expires_at, in_time_until)
     VALUES ($1, $2, $3, 'open', $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      id,
      walletId,
      clientId,
      terms.amountDue,
      terms.tolerance,
      JSON.stringify(termsToJson(terms)),
      promoCode,
      request.returnUrl,
      JSON.stringify(request.metadata),
      now,
      expiresAt,
      new Date(expiresAt.getTime() + terms.inTimeGraceSeconds * 1000),
    ],
  );
  if (network !== null) await leaseAddress(sql, chainOf(chains, network), walletId, id);
  await postEventsOf(sql, "checkout", "checkout.created", [id]);
  await announce(sql, [{ checkout: id }]);
  return id;
}
