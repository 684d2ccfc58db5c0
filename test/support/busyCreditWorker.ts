import { createEthereumChain } from "../../src/chains/ethereum/createEthereumChain.js";
import { DEVELOPMENT_XPUBS } from "../../src/chains/testXpubs.js";
import { openCatalogVersions } from "../../src/checkout/catalogVersions.js";
import { createPool } from "../../src/db/client.js";
import { creditDeposit } from "../../src/deposits/creditDeposit.js";
import { createLogger } from "../../src/lib/log.js";
import { openQueues } from "../../src/queues.js";

// A worker of its own process whose event loop stands still in the middle of each job, for BUSY_MS, before it credits.
// It prints "took", and then what came of it.

const setting = (name: string): string => {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set`);
  return value;
};

function block(ms: number): void {
  const until = Date.now() + ms;
  while (Date.now() < until);
}

const databaseUrl = setting("DATABASE_URL");
const pool = createPool(databaseUrl, 4);
const queues = await openQueues({
  redisUrl: process.env.REDIS_URL,
  databaseUrl,
  storeId: setting("STORE_ID"),
  lockMs: Number(setting("LOCK_MS")),
  log: createLogger("silent"),
});
const chain = createEthereumChain({
  urls: [setting("RPC_URL")],
  usdt: setting("USDT"),
  xpub: DEVELOPMENT_XPUBS.ethereum,
});
const crediting = {
  pool,
  chains: new Map([[chain.network, chain]]),
  catalogs: openCatalogVersions(pool),
  minimum: 1_000_000n,
};
queues.process("credit", 1, async ({ depositId }) => {
  process.stdout.write("took\n");
  await new Promise((resolve) => setTimeout(resolve, 20));
  block(Number(setting("BUSY_MS")));
  const { kind } = await creditDeposit(crediting, depositId);
  process.stdout.write(`${kind}\n`);
});
process.stdout.write("ready\n");
