import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { CofferError, CofferUnreachableError, createCofferClient } from "../../src/client/index.js";
import { type Api, startApi } from "../api/startApi.js";
import { createFlakyFetch, type Fault } from "./flakyFetch.js";

let api: Api;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const usage = { operation: "image", width: 1024, height: 1024 };
const image = { result: "image", providerCostUsd: "0.01" };

/** A wallet of 10 credits, a client, and the network between it and the store. An image costs 4 of them. */
async function connect(giveUpAfterMs = 3_000) {
  const network = createFlakyFetch();
  const coffer = createCofferClient({
    baseUrl: api.url,
    key: api.keys.service,
    fetch: network,
    timeoutMs: 1_000,
    giveUpAfterMs,
  });
  return { network, coffer, walletId: await api.openWallet("10") };
}

async function walletOf(walletId: string): Promise<{ available: string; held: string }> {
  const { available, held } = (await api.call(`GET /v1/wallets/${walletId}`, { as: "service" })).body;
  return { available, held };
}

const RAN_OUT = Array<Fault>(40).fill("unreachable");

describe("charge()", () => {
  it("holds, generates, and captures what it cost", async () => {
    const { coffer, walletId } = await connect();
    const { result, hold } = await coffer.charge({ walletId, usage, reference: "job 1" }, async ({ hold }) => {
      expect(await walletOf(walletId)).toEqual({ available: "6", held: "4" });
      return { result: `image for ${hold.credits}`, providerCostUsd: "0.01", outcome: "succeeded" };
    });
    expect(result).toBe("image for 4");
    expect(hold).toMatchObject({ state: "captured", captured: "4", reference: "job 1" });
    expect(await walletOf(walletId)).toEqual({ available: "6", held: "0" });
    const { rows } = await api.database.pool.query("SELECT details FROM debits WHERE id = $1", [hold.debitId]);
    expect(JSON.stringify(rows)).toContain("providerCost");
  });

  it("captures less where less was done", async () => {
    const { coffer, walletId } = await connect();
    const { hold } = await coffer.charge({ walletId, credits: "5" }, async () => ({ ...image, credits: "2" }));
    expect([hold.captured, await walletOf(walletId)]).toEqual(["2", { available: "8", held: "0" }]);
  });

  it("gives the credits back when the work fails, and throws what it threw", async () => {
    const { coffer, walletId } = await connect();
    const failure = new Error("out of memory");
    await expect(coffer.charge({ walletId, usage }, () => Promise.reject(failure))).rejects.toBe(failure);
    expect(await walletOf(walletId)).toEqual({ available: "10", held: "0" });
  });

  it("gives the credits back when it is aborted, whether the work listens or not", async () => {
    const { coffer, walletId } = await connect();
    const controller = new AbortController();
    const reason = new Error("the user went away");
    const work = vi.fn(() => {
      setTimeout(() => controller.abort(reason), 20);
      return new Promise<typeof image>(() => {});
    });
    await expect(coffer.charge({ walletId, usage, signal: controller.signal }, work)).rejects.toBe(reason);
    await expect(coffer.charge({ walletId, usage, signal: controller.signal }, work)).rejects.toBe(reason);
    expect(work).toHaveBeenCalledOnce();
    expect(await walletOf(walletId)).toEqual({ available: "10", held: "0" });
  });

  it("does not begin the work without credits, or without an answer", async () => {
    const { coffer, walletId, network } = await connect(300);
    const work = vi.fn(async () => image);
    const poor = coffer.charge({ walletId, credits: "11" }, work);
    await expect(poor).rejects.toMatchObject({
      code: "insufficient_credits",
      problem: { topUpUrl: expect.any(String) },
    });
    network.fail("/v1/holds", ...RAN_OUT);
    await expect(coffer.charge({ walletId, usage }, work)).rejects.toThrow(CofferUnreachableError);
    expect(work).not.toHaveBeenCalled();
  });

  it.each(["/v1/holds", "/capture"])("charges once when the answers to %s are lost", async (path) => {
    const { coffer, walletId, network } = await connect();
    network.fail(path, "answer lost", "hangs", "answer lost");
    const work = vi.fn(async () => image);
    await coffer.charge({ walletId, usage }, work);
    expect(work).toHaveBeenCalledOnce();
    expect(await walletOf(walletId)).toEqual({ available: "6", held: "0" });
  });
});

describe("charge() tried again with the same idempotencyKey", () => {
  it("after a capture whose answer never came gives the result, and charges nothing more", async () => {
    const { coffer, walletId, network } = await connect(300);
    const options = { walletId, usage, idempotencyKey: "lost-capture" };
    network.fail("/capture", "answer lost", ...RAN_OUT);
    network.fail("/void", ...RAN_OUT);
    await expect(coffer.charge(options, async () => image)).rejects.toThrow(CofferUnreachableError);
    const again = await createCofferClient({ baseUrl: api.url, key: api.keys.service }).charge(options, async () => ({
      ...image,
      providerCostUsd: "0.02",
    }));
    expect(again).toMatchObject({ result: "image", hold: { state: "captured" } });
    expect(await walletOf(walletId)).toEqual({ available: "6", held: "0" });
  });

  it("after a failure holds anew", async () => {
    const { coffer, walletId } = await connect();
    const options = { walletId, usage, idempotencyKey: "failed-twice" };
    for (const message of ["once", "twice"]) {
      await expect(coffer.charge(options, () => Promise.reject(new Error(message)))).rejects.toThrow(message);
    }
    const { hold } = await coffer.charge(options, async () => image);
    expect(hold.state).toBe("captured");
    expect(await walletOf(walletId)).toEqual({ available: "6", held: "0" });
  });

  it("after credits were short finds those that have come", async () => {
    const { coffer } = await connect();
    const walletId = await api.openWallet();
    const options = { walletId, usage, idempotencyKey: "short-first" };
    await expect(coffer.charge(options, async () => image)).rejects.toMatchObject({ code: "insufficient_credits" });
    const gift = { credits: "10", kind: "promotional", reason: "test" };
    await api.call(`POST /v1/wallets/${walletId}/grants`, { as: "store", key: "gift", body: gift });
    expect((await coffer.charge(options, async () => image)).result).toBe("image");
  });

  it("at the same time in two processes charges once", async () => {
    const { coffer, walletId } = await connect();
    const options = { walletId, usage, idempotencyKey: "two-at-once" };
    const run = (cost: string) => coffer.charge(options, async () => ({ result: cost, providerCostUsd: cost }));
    const results = await Promise.all([run("0.01"), run("0.02")]);
    expect(new Set(results.map(({ hold }) => hold.id)).size).toBe(1);
    expect(await walletOf(walletId)).toEqual({ available: "6", held: "0" });
  });
});

describe("a hold", () => {
  const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

  it("of long work is renewed before it ends", async () => {
    const { coffer, walletId, network } = await connect();
    const { hold } = await coffer.charge({ walletId, usage, holdSeconds: 3 }, async () => {
      await pause(4_500);
      return image;
    });
    expect(hold.state).toBe("captured");
    expect(network.calls.filter((call) => call.endsWith("/extend")).length).toBeGreaterThanOrEqual(2);
  });

  it("that is lost ends the work, and nothing is charged", async () => {
    const { coffer, walletId } = await connect();
    const seen: unknown[] = [];
    const work = coffer.charge({ walletId, usage, holdSeconds: 2 }, async ({ hold, signal }) => {
      signal.addEventListener("abort", () => seen.push(signal.reason));
      await api.call(`POST /v1/holds/${hold.id}/void`, { as: "service", key: `taken-${hold.id}`, body: {} });
      await pause(10_000);
      return image;
    });
    await expect(work).rejects.toMatchObject({ code: "hold_not_open" });
    expect(seen).toEqual([expect.any(CofferError)]);
    expect(await walletOf(walletId)).toEqual({ available: "10", held: "0" });
  });
});
