import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createCofferClient, type RequestCharge } from "../../src/client/index.js";
import { type Api, startApi } from "../api/startApi.js";
import { createFlakyFetch } from "./flakyFetch.js";

let api: Api;
let url: string;
const servers: Server[] = [];
const network = createFlakyFetch();
/** What handlers saw, by wallet. */
const seen = new Map<string, { held: string; signal: AbortSignal }>();
const usage = { operation: "image", width: 1024, height: 1024 };

function createService(options: { fetch: typeof fetch; giveUpAfterMs: number }): express.Express {
  const coffer = createCofferClient({ baseUrl: api.url, key: api.keys.service, ...options });
  const app = express();
  const forImage = coffer.requireCredits((request: express.Request) => ({
    walletId: String(request.query.wallet),
    usage: { ...usage, width: Number(request.query.width ?? 1024) },
  }));
  const chargeOf = (response: express.Response) => response.locals.charge as RequestCharge;
  app.post("/:work", forImage, async (request, response) => {
    const { hold, signal, settle } = chargeOf(response);
    seen.set(hold.walletId, { held: hold.credits, signal });
    settle({ providerCostUsd: "0.02" });
    switch (request.params.work) {
      case "succeed":
        return void response.type("image/png").send(Buffer.from("image"));
      case "stream":
        response.write("one ");
        return void response.end("two");
      case "crash":
        throw new Error("out of memory");
      case "refuse":
        return void response.status(400).json({ error: "no prompt" });
      case "moderate":
        settle({ outcome: "rejected", credits: "1" });
        return void response.status(422).json({ error: "not safe" });
      default:
        signal.addEventListener("abort", () => response.end());
    }
  });
  const onError: express.ErrorRequestHandler = (error, _request, response, _next) => {
    response.status(500).json({ message: error.message });
  };
  app.use(onError);
  return app;
}

async function listen(service: express.Express): Promise<string> {
  const server = createServer(service).listen(0, "127.0.0.1");
  servers.push(server);
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

beforeAll(async () => {
  api = await startApi();
  url = await listen(createService({ fetch: network, giveUpAfterMs: 300 }));
});
afterAll(async () => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
  await api.close();
});

async function walletOf(walletId: string): Promise<{ available: string; held: string }> {
  const { available, held } = (await api.call(`GET /v1/wallets/${walletId}`, { as: "service" })).body;
  return { available, held };
}

const post = (work: string, walletId: string, more = "", service = url) =>
  fetch(`${service}/${work}?wallet=${walletId}${more}`, { method: "POST" });

const UNTOUCHED = { available: "10", held: "0" };

describe("requireCredits()", () => {
  it("holds before the handler and has captured when the answer arrives, with what it cost", async () => {
    const walletId = await api.openWallet("10");
    const response = await post("succeed", walletId);
    expect([response.status, response.headers.get("Content-Type"), await response.text()]).toEqual([
      200,
      "image/png",
      "image",
    ]);
    expect(seen.get(walletId)?.held).toBe("4");
    expect(await walletOf(walletId)).toEqual({ available: "6", held: "0" });
    expect(await (await post("stream", walletId)).text()).toBe("one two");
    expect(await walletOf(walletId)).toEqual({ available: "2", held: "0" });
  });

  it("answers 402 with where to top up, and the handler does not run", async () => {
    const walletId = await api.openWallet("1");
    const response = await post("succeed", walletId);
    expect(response.status).toBe(402);
    expect(response.headers.get("Content-Type")).toContain("application/problem+json");
    expect(await response.json()).toMatchObject({
      code: "insufficient_credits",
      needed: "4",
      topUpUrl: `https://shop.example/wallet?walletId=${walletId}`,
    });
    expect(seen.has(walletId)).toBe(false);
  });

  it.each([
    ["crash", 500],
    ["refuse", 400],
  ])("charges nothing when the handler answers otherwise: %s", async (work, status) => {
    const walletId = await api.openWallet("10");
    expect((await post(work, walletId)).status).toBe(status);
    await expect.poll(() => walletOf(walletId)).toEqual(UNTOUCHED);
  });

  it("charges what the handler says to charge for work whose output cannot be used", async () => {
    const walletId = await api.openWallet("10");
    expect((await post("moderate", walletId)).status).toBe(422);
    expect(await walletOf(walletId)).toEqual({ available: "9", held: "0" });
  });

  it("charges nothing when the client goes away, and tells the handler", async () => {
    const walletId = await api.openWallet("10");
    const controller = new AbortController();
    const left = fetch(`${url}/wait?wallet=${walletId}`, { method: "POST", signal: controller.signal });
    await expect.poll(() => seen.has(walletId)).toBe(true);
    expect(await walletOf(walletId)).toEqual({ available: "6", held: "4" });
    controller.abort();
    await expect(left).rejects.toThrow();
    await expect.poll(() => walletOf(walletId)).toEqual(UNTOUCHED);
    expect(seen.get(walletId)?.signal.aborted).toBe(true);
  });

  it("fails closed: without an answer from Coffer the handler does not run, or its result is kept back", async () => {
    const walletId = await api.openWallet("10");
    network.fail("/v1/holds", ...Array<"unreachable">(20).fill("unreachable"));
    const refused = await post("succeed", walletId);
    expect([refused.status, refused.headers.get("Retry-After"), seen.has(walletId)]).toEqual([503, "2", false]);
    network.heal();
    network.fail("/capture", ...Array<"unreachable">(20).fill("unreachable"));
    const kept = await post("succeed", walletId);
    expect([kept.status, kept.headers.get("Content-Type")]).toEqual([503, "application/problem+json; charset=utf-8"]);
    const said = await kept.text();
    expect(said).not.toContain("image");
    // A capture without an answer may have happened.
    expect(said).not.toContain("nothing was charged");
    await expect.poll(() => walletOf(walletId)).toEqual(UNTOUCHED);
    network.heal();
  });

  it("hands over what was paid for where only the answers to the capture are lost", async () => {
    const walletId = await api.openWallet("10");
    network.fail("/capture", ...Array<"answer lost">(20).fill("answer lost"));
    const response = await post("succeed", walletId);
    network.heal();
    expect([response.status, await response.text()]).toEqual([200, "image"]);
    expect(await walletOf(walletId)).toEqual({ available: "6", held: "0" });
  });

  it("does not keep the client waiting as long again to learn whether a capture without an answer happened", async () => {
    const walletId = await api.openWallet("10");
    const lossy: typeof fetch = async (input, init) => {
      const request = new Request(input, init);
      if (request.url.endsWith("/capture")) return new Response("lost", { status: 500 });
      if (request.method === "GET") throw new TypeError("fetch failed");
      return fetch(request);
    };
    const service = await listen(createService({ fetch: lossy, giveUpAfterMs: 600_000 }));
    expect((await post("succeed", walletId, "", service)).status).toBe(503);
    await expect.poll(() => walletOf(walletId)).toEqual(UNTOUCHED);
  });

  it("says what is wrong with a usage, and leaves what only the service can mend to its error handler", async () => {
    const walletId = await api.openWallet("10");
    const response = await post("succeed", walletId, "&width=9000");
    expect([response.status, await response.json()]).toEqual([
      400,
      expect.objectContaining({ code: "invalid_request" }),
    ]);
    const unknown = await post("succeed", "wal_none");
    expect([unknown.status, await unknown.json()]).toEqual([500, { message: expect.stringMatching(/^not_found: /) }]);
  });
});
