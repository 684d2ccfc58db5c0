import { addressOfBytes } from "../../src/chains/addresses.js";
import type { Chain } from "../../src/chains/chain.js";
import { DEVELOPMENT_XPUBS } from "../../src/chains/testXpubs.js";
import { createTronChain } from "../../src/chains/tron/createTronChain.js";
import { type FixtureAnswer, type FixtureServer, readFixture, startFixtureServer } from "../support/fixtureServer.js";
import { type RecordedTronChain, recordedWholeChain, serveTronChain } from "../support/fixtureServerTron.js";

const { token } = readFixture("tron/java-tron/chain.json") as { token: string };

/** What a chain of the recorded node is created with, beside its providers. */
export const RECORDED = { usdt: addressOfBytes("tron", token.slice(2)), xpub: DEVELOPMENT_XPUBS.tron };

/** Block 41 holds one transaction with two payments. */
export const PAID = 41;

/** Longer than a busy machine needs for an answer; two tests wait so long for one that never comes. */
const PATIENCE_MS = 1_000;

export type TronScene = {
  /** What the node answers from; a test may change it. */
  recorded: RecordedTronChain;
  server: FixtureServer;
  chain: Chain;
  /** Has the server answer `name` with this instead. */
  answerInstead(name: string, answer: FixtureAnswer): void;
};

/** A chain that was recorded at a real node, behind a server that answers as the test says. */
export async function openTronScene(): Promise<TronScene> {
  const recorded = recordedWholeChain();
  const server = await startFixtureServer((request) => serveTronChain(recorded)(request));
  return {
    recorded,
    server,
    chain: createTronChain({ urls: [server.url], ...RECORDED, callTimeoutMs: PATIENCE_MS }),
    answerInstead: (name, answer) => {
      server.intercept = ({ path }) => (path.endsWith(`/${name}`) ? answer : null);
    },
  };
}
