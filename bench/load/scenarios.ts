import { randomBytes } from "node:crypto";
import type { Request } from "autocannon";

export type ScenarioName = "echo" | "debits" | "hotWallet" | "holdCapture" | "batch";

export type Target = { token: string; wallets: string[] };

/** What a connection does again and again: its requests in turn, which together are worth so many units that are counted. */
type Scenario = { requests: Request[]; units: number };

const run = randomBytes(6).toString("hex");
let count = 0;

/** Debits of one request of the batch scenario. */
const BATCH = 1_000;

function nextKey(): string {
  count += 1;
  return `bench-${run}-${count}`;
}

/** One to fifty hundredths of a credit: small, so that lots last, and uneven, so that amounts differ. */
const amount = () => (1 + Math.floor(Math.random() * 50)) / 100;

function anyOf(wallets: string[]): string {
  return wallets[Math.floor(Math.random() * wallets.length)] ?? "";
}

const charge = (walletId: string) => `{"walletId":"${walletId}","credits":"${amount()}","reference":"order 4711"}`;

function batchOf(wallets: string[]): string {
  const debits = Array.from(
    { length: BATCH },
    () => `{"idempotencyKey":"${nextKey()}","walletId":"${anyOf(wallets)}","credits":"${amount()}"}`,
  );
  return `{"debits":[${debits.join(",")}]}`;
}

/** The requests of a scenario, each built anew with a key of its own whenever its turn comes. */
export function createScenario(name: ScenarioName, { token, wallets }: Target): Scenario {
  const post = (path: string | ((context: { holdId?: string }) => string), body: () => string): Request => ({
    method: "POST",
    setupRequest: (request, context: { holdId?: string }) => ({
      ...request,
      path: typeof path === "string" ? path : path(context),
      headers: {
        Authorization: `Bearer ${token}`,
        "Idempotency-Key": nextKey(),
        "Content-Type": "application/json",
      },
      body: body(),
    }),
  });
  const any = () => charge(anyOf(wallets));
  if (name === "echo") return { requests: [post("/v1/echo", any)], units: 1 };
  if (name === "debits") return { requests: [post("/v1/debits", any)], units: 1 };
  if (name === "hotWallet") return { requests: [post("/v1/debits", () => charge(wallets[0] ?? ""))], units: 1 };
  if (name === "batch") {
    const onResponse: Request["onResponse"] = (_status, body) => {
      const made = body.split('"status":201').length - 1;
      if (made !== BATCH) throw new Error(`Of a batch ${made} debits were made: ${body.slice(0, 500)}`);
    };
    return { requests: [{ ...post("/v1/debits/batch", () => batchOf(wallets)), onResponse }], units: BATCH };
  }
  const onResponse: Request["onResponse"] = (_status, body, context: { holdId?: string }) => {
    context.holdId = /"id":"(hld_\w+)"/.exec(body)?.[1] ?? "";
  };
  const capture = post(
    ({ holdId }) => `/v1/holds/${holdId}/capture`,
    () => '{"outcome":"succeeded"}',
  );
  return { requests: [{ ...post("/v1/holds", any), onResponse }, capture], units: 0.5 };
}
