import { getAddress, type Hex } from "viem";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { createEthereumChain } from "../../src/chains/ethereum/createEthereumChain.js";
import { DEVELOPMENT_XPUBS } from "../../src/chains/testXpubs.js";
import { expireCheckouts } from "../../src/checkout/expireCheckouts.js";
import { assignDeposit } from "../../src/deposits/assignDeposit.js";
import { blockSender } from "../../src/deposits/blockSender.js";
import { creditDeposit } from "../../src/deposits/creditDeposit.js";
import type { Deposit } from "../../src/deposits/deposit.js";
import { expireBelowMinimum } from "../../src/deposits/expireBelowMinimum.js";
import { explain } from "../../src/deposits/explain.js";
import { pauseNetwork } from "../../src/deposits/pauseNetwork.js";
import { recordFailure } from "../../src/deposits/recordFailure.js";
import { rejectDeposit } from "../../src/deposits/rejectDeposit.js";
import { retryDeposit } from "../../src/deposits/retryDeposit.js";
import { scanNetwork } from "../../src/deposits/scanNetwork.js";
import { createWallet } from "../../src/ledger/createWallet.js";
import { verifyLedger } from "../../src/ledger/verify.js";
import { UnavailableError } from "../../src/lib/errors.js";
import { parseAmount } from "../../src/lib/money.js";
import { createDepositStore, type DepositStore } from "../support/depositStore.js";
import { startEthereumNetwork } from "../support/ethereumNetwork.js";
import { type FaultProxy, startFaultProxy } from "../support/faultProxy.js";

const usdt = parseAmount;
const operator = { clientId: "cli_operator", note: "looked at it" };

let network: Awaited<ReturnType<typeof startEthereumNetwork>>;
let second: FaultProxy;
let otherToken: Hex;
let store: DepositStore;

beforeAll(async () => {
  const ethereum = await startEthereumNetwork();
  second = await startFaultProxy(ethereum.nodeUrl);
  const xpub = DEVELOPMENT_XPUBS.ethereum;
  otherToken = await ethereum.anvil.deploy("CloneToken", [10n ** 12n, "USD Coin", "USDC", 6]);
  const urls = [ethereum.nodeUrl, second.url];
  const chain = createEthereumChain({
    urls,
    usdt: ethereum.usdt,
    otherTokens: [otherToken],
    xpub,
    callTimeoutMs: 3_000,
  });
  network = { ...ethereum, chain };
  store = await createDepositStore(network);
});
afterEach(async () => {
  second.faults = [];
  store.crediting.reviewAbove = undefined;
  store.crediting.crossCheckAbove = undefined;
  expect((await verifyLedger(store.database.pool)).checks.filter(({ ok }) => !ok)).toEqual([]);
});
afterAll(async () => {
  await store.close();
  await second.close();
  await network.close();
});

async function pay(address: string, amount: string): Promise<void> {
  await network.pay(address, usdt(amount));
  await network.mine(network.finalAfter);
  await store.work();
}

const statesOf = (deposits: Deposit[]) => deposits.map(({ status, stuckReason }) => stuckReason ?? status);
const retry = (deposit: Deposit | undefined) =>
  retryDeposit(store.crediting, deposit?.id ?? "", { ...operator, dryRun: false });
const dryRun = (deposit: Deposit | undefined) =>
  retryDeposit(store.crediting, deposit?.id ?? "", { ...operator, dryRun: true });
const makeDueAgain = () => store.database.pool.query("UPDATE deposits SET due_at = now() WHERE due_at IS NOT NULL");

describe("review_threshold", () => {
  test("holds what brings a wallet above the amount within 24 hours, however it is split, until an operator says yes", async () => {
    store.crediting.reviewAbove = usdt("10");
    const { walletId, id, address } = await store.open();
    await pay(address, "6");
    expect(statesOf(await store.deposits(id))).toEqual(["credited"]);
    await pay(address, "4.5");
    const [, held] = await store.deposits(id);
    expect(held).toMatchObject({ status: "stuck", stuckReason: "review_threshold" });
    expect(explain(held as Deposit)).toContain("Retry credits it");
    expect(await store.available(walletId)).toBe(usdt("66"));
    expect(await retry(held)).toMatchObject({ outcome: "credited" });
    expect((await store.checkout(id)).status).toBe("paid");
  });

  test("asks anew about a payment that comes again after a fork, whatever an operator said of it before", async () => {
    store.crediting.reviewAbove = usdt("9");
    const { id, address } = await store.open();
    await network.pay(address, usdt("10"));
    await store.work();
    await store.database.pool.query("UPDATE deposits SET approved_at = now() WHERE checkout_id = $1", [id]);
    await network.fork(1, true);
    await network.mine(network.finalAfter);
    await store.work();
    expect(statesOf(await store.deposits(id))).toEqual(["review_threshold"]);
  });

  test("forgets what came more than 24 hours before, and other wallets", async () => {
    store.crediting.reviewAbove = usdt("10");
    const { id, address } = await store.open();
    await pay(address, "6");
    await store.database.pool.query(
      "UPDATE deposits SET detected_at = detected_at - interval '25 hours' WHERE checkout_id = $1",
      [id],
    );
    await pay(address, "4.5");
    expect(statesOf(await store.deposits(id))).toEqual(["credited", "credited"]);
  });
});

describe("a retry for another reason", () => {
  /** A final payment that is stuck because crediting it failed. */
  async function stick() {
    const { id, address } = await store.open();
    await network.pay(address, usdt("10"));
    await network.mine(network.finalAfter);
    await scanNetwork(store.database.pool, network.chain);
    await store.database.pool.query(
      "UPDATE deposits SET status = 'stuck', stuck_reason = 'credit_failed', final_at = now() WHERE checkout_id = $1",
      [id],
    );
    return async () => (await store.deposits(id))[0] as Deposit;
  }

  test("leaves the review in force, which a dry run tells; the retry of that one credits it", async () => {
    store.crediting.reviewAbove = usdt("9");
    const held = await stick();
    const dry = await dryRun(await held());
    expect(dry).toMatchObject({
      outcome: "waiting",
      explanation: expect.stringContaining("person's review"),
      credits: 0n,
    });
    expect(await retry(await held())).toMatchObject({
      outcome: "waiting",
      deposit: { stuckReason: "review_threshold" },
    });
    const again = await dryRun(await held());
    expect(again).toMatchObject({ outcome: "would_credit", credits: usdt("120") });
    expect(await retry(await held())).toMatchObject({ outcome: "credited" });
  });

  test("waits where a node fails the second provider's check or the network is paused, which a dry run tells", async () => {
    store.crediting.crossCheckAbove = usdt("9");
    second.faults = [{ kind: "reset" }];
    const held = await stick();
    const failing = { outcome: "waiting", credits: 0n, explanation: expect.stringContaining("tried again") };
    expect(await dryRun(await held())).toMatchObject(failing);
    second.faults = [];
    const { pool } = store.database;
    await pauseNetwork(pool, "ethereum", { ...operator, note: "a fork of two days", paused: true });
    const paused = { outcome: "waiting", credits: 0n, explanation: expect.stringContaining("a fork of two days") };
    expect(await dryRun(await held())).toMatchObject(paused);
    expect(await retry(await held())).toMatchObject({ outcome: "waiting", deposit: { status: "confirming" } });
    await pauseNetwork(pool, "ethereum", { ...operator, paused: false });
    await store.work();
    expect(await held()).toMatchObject({ status: "credited" });
  });

  test("leaves the sender's block in force", async () => {
    const held = await stick();
    const sender = { network: "ethereum" as const, address: (await held()).from };
    await blockSender(store.database.pool, { ...sender, blocked: true }, operator);
    const dry = await dryRun(await held());
    expect(dry).toMatchObject({ outcome: "waiting", explanation: expect.stringContaining("is blocked") });
    expect(await retry(await held())).toMatchObject({ outcome: "waiting", deposit: { stuckReason: "sender_blocked" } });
    expect(await retry(await held())).toMatchObject({ outcome: "credited" });
    await blockSender(store.database.pool, { ...sender, blocked: false }, operator);
  });
});

describe("sender_blocked", () => {
  test("holds payments from the address, and a retry or unblocking lets them through", async () => {
    const { id, address, walletId } = await store.open();
    await pay(address, "2");
    const [first] = await store.deposits(id);
    const { pool } = store.database;
    const sender = { network: "ethereum" as const, address: (first?.from ?? "").toLowerCase() };
    await blockSender(pool, { ...sender, blocked: true }, operator);
    await pay(address, "3");
    const held = (await store.deposits(id))[1];
    expect(held).toMatchObject({ status: "stuck", stuckReason: "sender_blocked" });
    expect(explain(held as Deposit)).toContain(first?.from);
    expect(await retry(held)).toMatchObject({ outcome: "credited" });
    await blockSender(pool, { ...sender, blocked: false }, operator);
    await pay(address, "1");
    expect(statesOf(await store.deposits(id))).toEqual(["credited", "credited", "credited"]);
    expect(await store.available(walletId)).toBe(usdt("66"));
    await expect(
      blockSender(pool, { network: "ethereum", address: "0x12", blocked: true }, operator),
    ).rejects.toMatchObject({ code: "invalid_request" });
  });
});

describe("provider_disagreement", () => {
  const hideLogs = { kind: "rewrite" as const, change: hideReceiptLogs };

  function hideReceiptLogs(text: string, operation: string): string {
    return operation === "eth_getTransactionReceipt" ? text.replace(/"logs":\[\{.*?\}\]/s, '"logs":[]') : text;
  }

  test("holds a large payment that a second provider does not see, and a retry credits it once both do (case 22)", async () => {
    store.crediting.crossCheckAbove = usdt("9");
    second.faults = [hideLogs];
    const { id, address, walletId } = await store.open();
    await pay(address, "10");
    const [held] = await store.deposits(id);
    expect(held).toMatchObject({ status: "stuck", stuckReason: "provider_disagreement" });
    const disagreement = { outcome: "waiting", credits: 0n, explanation: expect.stringContaining("do not agree") };
    expect(await dryRun(held)).toMatchObject(disagreement);
    const retried = await retry(held);
    expect(retried).toMatchObject({ ...disagreement, deposit: { stuckReason: "provider_disagreement" } });
    expect(retried.explanation).not.toContain("will be tried again");
    expect(await store.available(walletId)).toBe(0n);
    second.faults = [];
    expect(await retry((await store.deposits(id))[0])).toMatchObject({ outcome: "credited" });
    expect(await store.available(walletId)).toBe(usdt("120"));
  });

  test("counts what the wallet had on the way together, so that parts are asked about like the whole", async () => {
    store.crediting.crossCheckAbove = usdt("9");
    const { id, address, walletId } = await store.open();
    await network.pay(address, usdt("5"));
    await store.work();
    await network.pay(address, usdt("5"));
    await store.work();
    second.faults = [hideLogs];
    await network.mine(network.finalAfter);
    await store.work();
    expect(statesOf(await store.deposits(id))).toEqual(["provider_disagreement", "provider_disagreement"]);
    const alone = await store.open();
    await pay(alone.address, "5");
    expect(statesOf(await store.deposits(alone.id))).toEqual(["credited"]);
    second.faults = [];
    for (const deposit of await store.deposits(id)) await retry(deposit);
    expect(await store.available(walletId)).toBe(usdt("120"));
  });
});

describe("rpc_exhausted", () => {
  test("comes after nodes were away for too long, and a retry credits once one answers", async () => {
    store.crediting.crossCheckAbove = usdt("9");
    second.faults = [{ kind: "reset" }];
    const { id, address, walletId } = await store.open();
    await pay(address, "10");
    for (let attempt = 0; attempt < 30; attempt += 1) {
      await makeDueAgain();
      await store.work();
    }
    const [held] = await store.deposits(id);
    expect(held).toMatchObject({ status: "stuck", stuckReason: "rpc_exhausted", attempts: 30 });
    expect(explain(held as Deposit)).toContain("Retry asks the nodes again");
    second.faults = [];
    store.crediting.crossCheckAbove = undefined;
    expect(await retry(held)).toMatchObject({ outcome: "credited" });
    expect(await store.available(walletId)).toBe(usdt("120"));
  });

  test("counts one attempt for all jobs that were queued meanwhile, and makes none before its pause is over", async () => {
    store.crediting.crossCheckAbove = usdt("9");
    second.faults = [{ kind: "reset" }];
    const { id, address, walletId } = await store.open();
    await pay(address, "10");
    const { pool } = store.database;
    const [{ id: depositId } = { id: "" }] = await store.deposits(id);
    await pool.query("UPDATE deposits SET attempts = 20, due_at = now() WHERE id = $1", [depositId]);
    const runJob = () =>
      creditDeposit(store.crediting, depositId).catch((error) => recordFailure(pool, depositId, error));
    await Promise.all(Array.from({ length: 12 }, runJob));
    expect(await store.deposits(id)).toMatchObject([{ status: "confirming", attempts: 21 }]);
    // A node words its errors as it likes, also so that PostgreSQL cannot keep them.
    await pool.query("UPDATE deposits SET due_at = now() WHERE id = $1", [depositId]);
    await recordFailure(pool, depositId, new UnavailableError("broken \0 \ud83d"));
    expect(await store.deposits(id)).toMatchObject([{ attempts: 22, lastError: "broken  \ufffd" }]);
    second.faults = [];
    store.crediting.crossCheckAbove = undefined;
    expect(await runJob()).toEqual({ kind: "not_due" });
    await makeDueAgain();
    expect(await runJob()).toMatchObject({ kind: "credited" });
    expect(await store.available(walletId)).toBe(usdt("120"));
  });
});

describe("below_minimum", () => {
  async function stick() {
    const checkout = await store.open({ ttlSeconds: 60 });
    await pay(checkout.address, "0.4");
    const { pool } = store.database;
    await pool.query(
      `UPDATE checkouts SET created_at = now() - interval '3 hours', expires_at = now() - interval '2 hours',
         in_time_until = now() - interval '1 hour' WHERE id = $1`,
      [checkout.id],
    );
    await pool.query("UPDATE deposits SET block_at = now() - interval '2 hours' WHERE checkout_id = $1", [checkout.id]);
    await network.mine(1);
    await store.work();
    await expireCheckouts(pool, store.crediting.chains);
    await expireBelowMinimum(pool);
    const [held] = await store.deposits(checkout.id);
    expect(held).toMatchObject({ status: "stuck", stuckReason: "below_minimum" });
    return { checkout, held };
  }

  test("is got out of by more money, which is credited together with it", async () => {
    const { checkout } = await stick();
    await pay(checkout.address, "0.6");
    expect(statesOf(await store.deposits(checkout.id))).toEqual(["credited", "credited"]);
    expect(await store.available(checkout.walletId)).toBe(usdt("11"));
  });

  test("is got out of by an operator's assignment; a retry alone says what it waits for", async () => {
    const { checkout, held } = await stick();
    const dry = await dryRun(held);
    expect(dry).toMatchObject({ outcome: "waiting", explanation: expect.stringContaining("below the minimum of 1") });
    const { walletId } = checkout;
    expect(await assignDeposit(store.crediting, held?.id ?? "", { ...operator, walletId })).toMatchObject({
      outcome: "credited",
      credits: usdt("4.4"),
    });
  });
});

describe("unsupported_token", () => {
  test("is any watched token but USDT: kept for an operator, never credited, not counted as received", async () => {
    const { id, address, walletId } = await store.open();
    await pay(address, "2");
    await network.anvil.send("CloneToken", otherToken, "transfer", [address, usdt("50")]);
    await network.mine(network.finalAfter);
    await store.work();
    const { pool } = store.database;
    const held = (await store.deposits(id)).find(({ status }) => status === "stuck") as Deposit;
    const token = getAddress(otherToken);
    expect(held).toMatchObject({ stuckReason: "unsupported_token", token, amount: usdt("50"), walletId });
    expect(explain(held)).toContain(token);
    await store.work();
    await expect(retry(held)).rejects.toMatchObject({ code: "deposit_not_retryable" });
    const wallet = (await createWallet(pool, {})).wallet.id;
    await expect(assignDeposit(store.crediting, held.id, { ...operator, walletId: wallet })).rejects.toMatchObject({
      code: "deposit_not_retryable",
    });
    expect(await store.available(walletId)).toBe(usdt("22"));
    expect(await rejectDeposit(pool, held.id, operator)).toMatchObject({ status: "rejected" });
  });
});
