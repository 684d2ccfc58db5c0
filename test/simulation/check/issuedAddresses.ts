import type { Network } from "../../../src/chains/chain.js";
import type { Check } from "./finding.js";
import { found } from "./finding.js";

type Issued = { network: Network; index: number; address: string; copies: number };

/** Invariant 15: each issued address is its own, and the one that the private keys give for its index. */
export const checkIssuedAddresses: Check = async (sql, { addresses, log }) => {
  const { rows } = await sql.query<Issued>(
    `SELECT network, address_index AS index, address, count(*) OVER (PARTITION BY network, address)::integer AS copies FROM addresses`,
  );
  const issued = new Set(rows.map(({ address }) => address));
  const shown = log.filter(({ path, outcome }) => path === "/v1/checkouts" && outcome === "accepted");
  return [
    ...found(
      15,
      "an address was issued twice",
      rows.filter(({ copies }) => copies > 1),
    ),
    ...found(
      15,
      "an issued address is not its index's",
      rows.filter(({ network, index, address }) => addresses.addressAt(network, index) !== address),
    ),
    ...found(
      15,
      "a buyer was shown an address that was never issued",
      shown.filter(({ reply }) => !issued.has(String(reply.address))),
    ),
  ];
};
