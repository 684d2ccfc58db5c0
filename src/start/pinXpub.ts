import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createAddressDeriver, readAccountXpub } from "../chains/addresses.js";
import type { Network } from "../chains/chain.js";
import type { Sql } from "../db/sql.js";
import { EnvError } from "../lib/env.js";

/** Addresses that an operator's list must hold at least: a wrong key differs in the first already. */
const LISTED_MIN = 20;

type Configured = { network: Network; xpub: string; addressList?: string | undefined };

/** Names an account key without giving it away: what an xpub and its children's addresses are made of, hashed. */
function fingerprintOf(xpub: string): string {
  const { publicKey, chainCode } = readAccountXpub(xpub);
  return createHash("sha256")
    .update(publicKey ?? "")
    .update(chainCode ?? "")
    .digest("hex")
    .slice(0, 16);
}

/** Compares the addresses that the xpub gives with a list that the wallet which holds the key wrote. */
async function requireListed({ network, xpub }: Configured, file: string): Promise<void> {
  const variable = `${network.toUpperCase()}_ADDRESS_LIST`;
  const text = await readFile(file, "utf8").catch(() => {
    throw new EnvError(`${variable}: the file ${file} cannot be read.`);
  });
  const listed = text.split(/\s+/).filter((line) => line !== "");
  if (listed.length < LISTED_MIN) {
    throw new EnvError(
      `${variable}: ${file} holds ${listed.length} addresses; it must hold the first ${LISTED_MIN}, one a line.`,
    );
  }
  const derive = createAddressDeriver(network, xpub);
  const wrong = listed.findIndex((address, index) => address !== derive(index));
  if (wrong === -1) return;
  throw new EnvError(
    `${network.toUpperCase()}_XPUB: its address ${wrong} is ${derive(wrong)}, but ${file} says ${listed[wrong]}: ` +
      "this is not the wallet whose addresses are listed.",
  );
}

/**
 * Ties a network to the account key whose addresses it gives to buyers. Until the first address is issued another key may
 * take its place; from then on its indexes are counted here, and money goes to its addresses.
 * @returns the key's fingerprint.
 * @throws EnvError when the key is another than the pinned one, or does not give the addresses of the operator's list.
 */
export async function pinXpub(sql: Sql, configured: Configured): Promise<string> {
  const { network, xpub, addressList } = configured;
  if (addressList !== undefined) await requireListed(configured, addressList);
  const fingerprint = fingerprintOf(xpub);
  const { rows } = await sql.query<{ value: string }>(
    `INSERT INTO settings (name, value) VALUES ($1, $2)
     ON CONFLICT (name) DO UPDATE SET value = CASE
       WHEN EXISTS (SELECT FROM addresses WHERE network = $3) THEN settings.value ELSE excluded.value END
     RETURNING value`,
    [`${network}_xpub_fingerprint`, fingerprint, network],
  );
  const pinned = rows[0]?.value;
  if (pinned === fingerprint) return fingerprint;
  throw new EnvError(
    `${network.toUpperCase()}_XPUB: its fingerprint is ${fingerprint}, but this store issues the addresses of ${pinned}: ` +
      "set the xpub that it began with; another wallet needs a store of its own.",
  );
}
