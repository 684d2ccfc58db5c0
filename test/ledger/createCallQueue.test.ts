import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createCallQueue } from "../../src/ledger/createCallQueue.js";
import type { LedgerReply } from "../../src/ledger/outcome.js";

/** Statements that answer when they are told to; timers stand still, so that what waits for one is seen to wait. */

type Statement = { size: number; end(): Promise<void> };

let statements: Statement[];
let calls: number;
let call: () => Promise<LedgerReply>;

/** Lets everything happen that waits for no timer. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  statements = [];
  calls = 0;
  const submit = createCallQueue(
    (batch) =>
      new Promise((resolve) => {
        const replies = batch.map(({ item }) => ({
          ...{ status: 201, code: null, answer: item.caller.key },
          ...{ requestId: "", replayed: false },
        }));
        const end = async () => {
          resolve(replies);
          await settle();
        };
        statements.push({ size: batch.length, end });
      }),
    2,
  );
  call = () => {
    calls += 1;
    const caller = { clientId: "client", key: `key ${calls}`, fingerprint: "", requestId: "" };
    const item = { walletId: "", credits: 1n, reference: null, details: {}, expiresInSeconds: null, caller };
    return submit({ kind: "debit", item }, 0);
  };
});
afterEach(() => {
  vi.useRealTimers();
});

/** Callers that call again as soon as they are answered, `times` times each. */
const callAgain = async (times: number): Promise<void> => {
  for (let count = 0; count < times; count += 1) await call();
};

it("a lone caller waits for nobody", async () => {
  const done = callAgain(3);
  for (let count = 0; count < 3; count += 1) {
    await settle();
    await statements[count]?.end();
  }
  await done;
  expect(statements.map(({ size }) => size)).toEqual([1, 1, 1]);
});

it("of many callers the next statement waits for three quarters, and goes as soon as they are there", async () => {
  const first = Array.from({ length: 16 }, () => call());
  await settle();
  const second = [call(), call()];
  await settle();
  expect(statements).toHaveLength(1);
  await statements[0]?.end();
  await Promise.all(first);
  // 18 were under way: 14 of them are wanted, and 2 wait.
  expect(statements).toHaveLength(1);
  const third = Array.from({ length: 11 }, () => call());
  await settle();
  expect(statements).toHaveLength(1);
  third.push(call());
  await settle();
  expect(statements.map(({ size }) => size)).toEqual([16, 14]);
  await statements[1]?.end();
  await Promise.all([...second, ...third]);
});

it("whoever waits is not kept for callers who do not come", async () => {
  const first = Array.from({ length: 16 }, () => call());
  await settle();
  const second = call();
  await settle();
  await statements[0]?.end();
  await Promise.all(first);
  await vi.advanceTimersByTimeAsync(7);
  await settle();
  expect(statements).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1);
  await settle();
  expect(statements.map(({ size }) => size)).toEqual([16, 1]);
  await statements[1]?.end();
  await second;
});
