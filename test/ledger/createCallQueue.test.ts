import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { type Answer, createCallQueue } from "../../src/ledger/createCallQueue.js";

/** Statements that answer when they are told to. Timers stand still, so that nothing can wait for one. */

type Statement = { size: number; end(): Promise<void> };

let statements: Statement[];
let calls: number;
let call: (bucket?: number, key?: string) => Promise<Answer[]>;

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
  call = (bucket = 0, key = "") => {
    calls += 1;
    const caller = { clientId: "client", key: key || `key ${calls}`, fingerprint: "", requestId: "" };
    const item = { walletId: "", credits: 1n, reference: null, details: {}, expiresInSeconds: null, caller };
    return submit([{ kind: "debit", item, bucket }]);
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

it("calls that come while a statement is under way share the next one, which waits for nobody else", async () => {
  const first = call();
  await settle();
  const others = Array.from({ length: 16 }, () => call());
  await settle();
  expect(statements).toHaveLength(1);
  await statements[0]?.end();
  expect(statements.map(({ size }) => size)).toEqual([1, 16]);
  await statements[1]?.end();
  await Promise.all([first, ...others]);
});

it("calls with one key take turns, and hold nobody else up", async () => {
  const done = ["same", "same", "other"].map((key) => call(0, key));
  await settle();
  expect(statements.map(({ size }) => size)).toEqual([2]);
  await statements[0]?.end();
  expect(statements.map(({ size }) => size)).toEqual([2, 1]);
  await statements[1]?.end();
  expect(await Promise.all(done)).toMatchObject([[{ answer: "same" }], [{ answer: "same" }], [{ answer: "other" }]]);
});

it("of more than two hundred each lane takes those of its buckets, and goes on without the other", async () => {
  const done = Array.from({ length: 300 }, (_, index) => call(index % 3 === 0 ? 1 : 0));
  await settle();
  expect(statements.map(({ size }) => size)).toEqual([200, 100]);
  const later = Array.from({ length: 250 }, () => call(1));
  await settle();
  expect(statements).toHaveLength(2);
  await statements[1]?.end();
  expect(statements.map(({ size }) => size)).toEqual([200, 100, 250]);
  await statements[0]?.end();
  await statements[2]?.end();
  await Promise.all([...done, ...later]);
});
