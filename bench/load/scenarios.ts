import { randomBytes } from "node:crypto";
import type { HttpReply } from "./httpConnection.js";

/** What a connection does again and again. One `act` is one unit that is counted: a debit, a pair, a batch. */
export type ScenarioName = "echo" | "debits" | "hotWallet" | "holdCapture" | "batch";

export type Target = { token: string; wallets: string[] };

export type Send = (request: string) => Promise<HttpReply>;

const run = randomBytes(6).toString("hex");
let count = 0;

/** Debits of one request of the batch scenario. */
export const BATCH = 1_000;

function nextKey(): string {
  count += 1;
  return `bench-${run}-${count}`;
}

function post(path: string, token: string, body: string): string {
  return (
    `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${token}\r\nIdempotency-Key: ${nextKey()}\r\n` +
    `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`
  );
}

function requireStatus({ status, body }: HttpReply, wanted: number): void {
  if (status !== wanted) throw new Error(`Expected ${wanted}, got ${status}: ${body.toString("utf8").slice(0, 500)}`);
}

/** One to fifty credits' hundredth parts: small, so that lots last, and uneven, so that every amount is another. */
const amount = () => (1 + Math.floor(Math.random() * 50)) / 100;

function anyOf(wallets: string[]): string {
  return wallets[Math.floor(Math.random() * wallets.length)] ?? "";
}

const charge = (walletId: string) => `{"walletId":"${walletId}","credits":"${amount()}","reference":"order 4711"}`;

export const scenarios: Record<ScenarioName, (send: Send, target: Target) => Promise<void>> = {
  echo: async (send, { token, wallets }) => {
    requireStatus(await send(post("/v1/echo", token, charge(anyOf(wallets)))), 201);
  },
  debits: async (send, { token, wallets }) => {
    requireStatus(await send(post("/v1/debits", token, charge(anyOf(wallets)))), 201);
  },
  hotWallet: async (send, { token, wallets }) => {
    requireStatus(await send(post("/v1/debits", token, charge(wallets[0] ?? ""))), 201);
  },
  holdCapture: async (send, { token, wallets }) => {
    const held = await send(post("/v1/holds", token, charge(anyOf(wallets))));
    requireStatus(held, 201);
    const id = /"id":"(hld_\w+)"/.exec(held.body.toString("latin1"))?.[1];
    requireStatus(await send(post(`/v1/holds/${id}/capture`, token, '{"outcome":"succeeded"}')), 200);
  },
  batch: async (send, { token, wallets }) => {
    const debits = Array.from(
      { length: BATCH },
      () => `{"idempotencyKey":"${nextKey()}","walletId":"${anyOf(wallets)}","credits":"${amount()}"}`,
    );
    const reply = await send(post("/v1/debits/batch", token, `{"debits":[${debits.join(",")}]}`));
    requireStatus(reply, 200);
    const made = reply.body.toString("latin1").split('"status":201').length - 1;
    if (made !== BATCH) throw new Error(`Of a batch ${made} debits were made.`);
  },
};
