import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createCallQueue, type Work } from "../../src/ledger/createCallQueue.js";
import type { Answer } from "../../src/ledger/outcome.js";

/** Statements that answer when they are told to. Timers stand still, so that nothing can wait for one. */

type Statement = { size: number; keys: string[]; end(): Promise<void> };
type Item = { kind?: Work["kind"]; bucket?: number; key?: string; walletId?: string; clientId?: string };

let statements: Statement[];
let calls: number;
let call: (bucket?: number) => Promise<Answer[]>;
let batch: (items: Item[]) => Promise<Answer[]>;

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
        statements.push({ size: batch.length, keys: batch.map(({ item }) => item.caller.key), end });
      }),
    2,
  );
  const workOf = ({ kind = "debit", bucket = 0, key = "", walletId = "", clientId = "client" }: Item): Work => {
    calls += 1;
    const caller = { clientId, key: key || `key ${calls}`, fingerprint: "", requestId: "" };
    if (kind === "refund") {
      return { kind, bucket, item: { debitId: "", credits: null, owner: null, reason: "", caller } };
    }
    if (kind === "changeHold") {
      const change = { action: "void", holdId: "", credits: null, expiresInSeconds: null } as const;
      return { kind, bucket, item: { ...change, owner: null, details: {}, caller } };
    }
    const item = { walletId, credits: 1n, reference: null, details: {}, expiresInSeconds: null, caller };
    return { kind, item, bucket };
  };
  batch = (items) => submit(items.map(workOf));
  call = (bucket = 0) => batch([{ bucket }]);
});
afterEach(() => {
  vi.useRealTimers();
});

/** A queue whose statements all fail, and the sizes of those that were sent. */
async function failing(error: Error): Promise<{ answers: Answer[]; sizes: number[] }> {
  const sizes: number[] = [];
  const submit = createCallQueue((works) => {
    sizes.push(works.length);
    return Promise.reject(error);
  }, 2);
  const caller = (key: string) => ({ clientId: "client", key, fingerprint: "", requestId: "" });
  const works = ["a", "b", "c"].map((key): Work => {
    return {
      kind: "refund",
      bucket: 0,
      item: { debitId: "", credits: null, owner: null, reason: "", caller: caller(key) },
    };
  });
  return { answers: await submit(works), sizes };
}

it.each([
  Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" }),
  new Error("timeout exceeded when trying to connect"),
  new Error("Query read timeout"),
])("where the database is away (%s) all calls of a statement are told so at once", async (error) => {
  expect(await failing(error)).toEqual({ answers: [error, error, error], sizes: [3] });
});

it("where one call may have spoiled the statement each is tried alone", async () => {
  const error = Object.assign(new Error("out of range"), { code: "22003" });
  expect(await failing(error)).toEqual({ answers: [error, error, error], sizes: [3, 1, 1, 1] });
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

it("calls of a wallet with one key take turns, and hold no other wallet up", async () => {
  const same = { key: "same", walletId: "one" };
  const done = [same, same, { key: "other", walletId: "two" }].map((item) => batch([item]));
  await settle();
  expect(statements.map(({ size }) => size)).toEqual([2]);
  await statements[0]?.end();
  expect(statements.map(({ size }) => size)).toEqual([2, 1]);
  await statements[1]?.end();
  expect(await Promise.all(done)).toMatchObject([[{ answer: "same" }], [{ answer: "same" }], [{ answer: "other" }]]);
});

it("one key for a thousand wallets, or for two clients, holds nobody up: it is as many keys", async () => {
  const ofWallets = Array.from({ length: 1_000 }, (_, index) => ({ key: "same", walletId: `wallet ${index}` }));
  const done = batch(ofWallets);
  await settle();
  expect(statements.map(({ size }) => size)).toEqual([500]);
  await statements[0]?.end();
  expect(statements.map(({ size }) => size)).toEqual([500, 500]);
  await statements[1]?.end();
  await done;
  const ofClients = batch(["one", "two"].map((clientId) => ({ key: "same", walletId: "wallet", clientId })));
  await settle();
  expect(statements.map(({ size }) => size)).toEqual([500, 500, 2]);
  await statements[2]?.end();
  await ofClients;
});

it("a wallet's calls stay in order when one of them has to wait for its key", async () => {
  const done = batch([
    { key: "k1", walletId: "w1" },
    { key: "k1", walletId: "w2" },
    { key: "k1", walletId: "w2" },
    { key: "k2", walletId: "w2" },
    { key: "k2", walletId: "w1" },
  ]);
  await settle();
  await statements[0]?.end();
  await statements[1]?.end();
  expect(statements.map(({ keys }) => keys)).toEqual([
    ["k1", "k1", "k2"],
    ["k1", "k2"],
  ]);
  expect(await done).toMatchObject(["k1", "k1", "k1", "k2", "k2"].map((answer) => ({ answer })));
});

it.each(["changeHold", "refund"] as const)(
  "of two calls to %s with one key those of one bucket take turns",
  async (kind) => {
    const done = batch([0, 0, 1].map((bucket) => ({ kind, bucket, key: "same" })));
    await settle();
    expect(statements.map(({ size }) => size)).toEqual([2]);
    await statements[0]?.end();
    expect(statements.map(({ size }) => size)).toEqual([2, 1]);
    await statements[1]?.end();
    await done;
  },
);

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
