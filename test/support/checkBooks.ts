import type { Chain, Network } from "../../src/chains/chain.js";
import type { Pool } from "../../src/db/client.js";
import { verifyLedger } from "../../src/ledger/verify.js";
import { checkOutbox } from "../../src/webhooks/checkOutbox.js";
import { type ChainScan, identityOf, type ScannedTransfer } from "../simulation/scan/chainScan.js";
import { scanEthereum } from "../simulation/scan/scanEthereum.js";
import { scanTron } from "../simulation/scan/scanTron.js";

/** Promises about time, which a test that runs no workers does not keep. */
const ABOUT_TIME = new Set(["handed_on", "deliveries_move", "holds_end_in_time"]);

/** What is wrong with a ledger and its outbox, by check; an empty list where all is right. */
export async function findBookFaults(pool: Pool): Promise<string[]> {
  const [ledger, outbox] = [await verifyLedger(pool, 4), await checkOutbox(pool)];
  return [...ledger.checks, ...outbox.checks]
    .filter(({ name, ok }) => !ok && !ABOUT_TIME.has(name))
    .map(({ name, detail }) => `${name}: ${detail}`);
}

type Row = {
  network: Network;
  txHash: string;
  position: number;
  amount: string;
  to: string;
  status: string;
};

/** The chain as its node has it, read without any of Coffer's code. */
export function scanNode(chain: Chain, nodeUrl: string): Promise<ChainScan> {
  return (chain.network === "ethereum" ? scanEthereum : scanTron)(nodeUrl, chain.usdt, 1);
}

/** A deposit or a transfer as one word: what it is, how much and to whom. */
function nameOf(one: Pick<ScannedTransfer, "network" | "txHash" | "position" | "to"> & { amount: bigint | string }) {
  return `${identityOf(one)}: ${one.amount} to ${one.to}`;
}

/**
 * Compares the deposits with the transfers that the node itself has. Every transfer in a
 * block that the store has read must be a deposit, and what was credited must be a transfer.
 */
export async function findChainFaults(pool: Pool, chain: Chain, nodeUrl: string): Promise<string[]> {
  const { rows: blocks } = await pool.query<{ number: number; hash: string }>(
    "SELECT number, hash FROM blocks WHERE network = $1 ORDER BY number",
    [chain.network],
  );
  const { rows: addresses } = await pool.query<{ address: string }>(
    "SELECT address FROM addresses WHERE network = $1",
    [chain.network],
  );
  const { rows: deposits } = await pool.query<Row>(
    `SELECT network, tx_hash AS "txHash", log_position AS position, amount::text, to_address AS "to", status FROM deposits
     WHERE network = $1`,
    [chain.network],
  );
  const scanned = await scanNode(chain, nodeUrl);
  const readHashes = new Set(blocks.map(({ hash }) => hash));
  const ours = new Set(addresses.map(({ address }) => address));
  const onChain = scanned.transfers.filter(({ to, amount }) => ours.has(to) && amount > 0n);
  const read = onChain.filter(({ blockNumber }) => readHashes.has(scanned.blockHashes.get(blockNumber) ?? ""));
  const names = new Set(onChain.map(nameOf));
  const stored = new Set(deposits.filter(({ status }) => status !== "reorged").map(nameOf));
  return [
    ...read.filter((transfer) => !stored.has(nameOf(transfer))).map((each) => `it is no deposit: ${nameOf(each)}`),
    ...deposits
      .filter((deposit) => deposit.status === "credited" && !names.has(nameOf(deposit)))
      .map((each) => `it was credited and is not on the chain: ${nameOf(each)}`),
  ];
}
