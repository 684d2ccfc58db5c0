import { readAccountXpub } from "./addresses.js";
import type { Network } from "./chain.js";

/**
 * The account xpubs of "abandon … about", BIP-39's published test mnemonic: the default on development chains. Anybody can
 * spend what is sent to their addresses.
 */
export const DEVELOPMENT_XPUBS: Record<Network, string> = {
  tron: "xpub6D1AabNHCupeiLM65ZR9UStMhJ1vCpyV4XbZdyhMZBiJXALQtmn9p42VTQckoHVn8WNqS7dqnJokZHAHcHGoaQgmv8D45oNUKx6DZMNZBCd",
  ethereum:
    "xpub6DCoCpSuQZB2jawqnGMEPS63ePKWkwWPH4TU45Q7LPXWuNd8TMtVxRrgjtEshuqpK3mdhaWHPFsBngh5GFZaM6si3yZdUsT8ddYM3PwnATt",
};

const PUBLISHED = [
  ...Object.values(DEVELOPMENT_XPUBS),
  // "test … junk", the mnemonic of anvil and hardhat, for Ethereum and for TRON.
  "xpub6Ce9NcJvTk36xtLSrJLZqE7wtgA5deCeYs7rSQtreh4cj6ByPtrg9sD7V2FNFLPnf8heNP3FGkeV9qwfzvZNSd54JoNXVsXFYSYwHsnJxqP",
  "xpub6BuRy7ZmkGfP2RWhoor1kWB1w9DvrtmJbFBvnC1bQ4SB5NbCHTyQYCJSXZtxDbFyHTmC7wkU2he3nYYdpZ3Vf6qUAkXSnL6RPif4BDtDEKr",
].map((xpub) => keyOf(xpub));

/**
 * Whether the private key behind this account xpub is published, so that it must not be used on a real chain.
 * @throws RangeError when the text is no account xpub.
 */
export function isPublishedTestXpub(xpub: string): boolean {
  return PUBLISHED.includes(keyOf(xpub));
}

/** Two texts can name one key, with another parent fingerprint: the key itself is compared. */
function keyOf(xpub: string): string {
  const { publicKey } = readAccountXpub(xpub);
  return publicKey === null ? "" : Buffer.from(publicKey).toString("hex");
}
