import { messageOf } from "../lib/errors.js";
import { createApiCaller } from "./apiCaller.js";
import { printBalanceSheet } from "./balanceSheet.js";
import { payExactly, payLate, payThroughFork, payTooLittle, payTooMuch, type Scene } from "./buyers.js";
import { generate } from "./generations.js";
import { startStoreUnderDemo } from "./storeUnderDemo.js";
import { retryStuckDeposit } from "./stuckDeposit.js";

const startedAt = Date.now();

function say(text: string): void {
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  console.log(`[${seconds.padStart(6)} s]  ${text}`);
}

/** Both journeys on both chains against a fresh store; the buyers act side by side, as buyers do. */
async function play(scene: Scene): Promise<void> {
  const [walletId] = await Promise.all([
    payExactly(scene, "tron"),
    payExactly(scene, "ethereum"),
    payTooLittle(scene),
    payTooMuch(scene),
    payLate(scene),
    payThroughFork(scene),
    retryStuckDeposit(scene),
  ]);
  await generate(scene, walletId);
  await printBalanceSheet(scene);
}

say("starting a fresh store: PostgreSQL, two development chains, API, workers");
const demo = await startStoreUnderDemo();
say(`the store is open at ${demo.url}${process.env.REDIS_URL === undefined ? "" : ", its queue on Redis"}`);
try {
  await play({ demo, api: createApiCaller(demo.url, demo.keys), say });
  say("done");
} catch (error) {
  console.error(`The demo failed: ${messageOf(error)}`);
  process.exitCode = 1;
} finally {
  await demo.close();
}
process.exit();
