import { createServer, type Server } from "node:http";
import type { LookupFunction } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type SendRules, sendWebhook } from "../../src/webhooks/sendWebhook.js";
import { type Receiver, startReceiver } from "./receiver.js";

const SECRET = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
const NOBODY: ReadonlySet<string> = new Set();

/** What a webhook must never reach: it listens on every address of this machine. */
let trap: Server;
let trapPort: number;
let hits: number;
let receiver: Receiver;

beforeAll(async () => {
  trap = createServer((_request, response) => response.end()).on("connection", () => {
    hits += 1;
  });
  await new Promise<void>((resolve) => {
    trap.listen(0, "::", resolve);
  });
  const address = trap.address();
  trapPort = typeof address === "object" && address !== null ? address.port : 0;
  receiver = await startReceiver();
});
beforeEach(() => {
  hits = 0;
});
afterAll(async () => {
  trap.closeAllConnections();
  trap.close();
  await receiver.close();
});

const send = (url: string, rules: Partial<SendRules> = {}) =>
  sendWebhook({ url, id: "evt_1", body: "{}", secrets: [SECRET] }, { allowHosts: NOBODY, timeoutMs: 2_000, ...rules });

/** A name server that gives these addresses, in this order, one set a question. */
function nameServer(...answers: string[][]): { lookup: LookupFunction; asked(): number } {
  let asked = 0;
  const lookup: LookupFunction = (_name, options, callback) => {
    const addresses = (answers[Math.min(asked, answers.length - 1)] ?? []).map((address) => ({
      address,
      family: address.includes(":") ? 6 : 4,
    }));
    asked += 1;
    if (options.all === true) return callback(null, addresses);
    callback(null, addresses[0]?.address ?? "", addresses[0]?.family);
  };
  return { lookup, asked: () => asked };
}

describe("case 63: a webhook to an address that is not public", () => {
  it("is reached by the trap where the host is allowed, so that the trap is one", async () => {
    const answer = await send(`http://localhost:${trapPort}/`, { allowHosts: new Set(["localhost"]) });
    expect(answer).toMatchObject({ status: 200, error: null });
    expect(hits).toBe(1);
  });

  it.each([
    ["loopback", "127.0.0.1"],
    ["another loopback", "127.8.8.8"],
    ["its name", "localhost"],
    ["loopback of IPv6", "[::1]"],
    ["loopback mapped into IPv6", "[::ffff:127.0.0.1]"],
    ["loopback mapped, in hexadecimal", "[::ffff:7f00:1]"],
    ["an integer", "2130706433"],
    ["octal", "0177.0.0.1"],
    ["hexadecimal", "0x7f.1"],
    ["a short form", "127.1"],
    ["any address", "0.0.0.0"],
    ["any address of IPv6", "[::]"],
    ["a cloud's metadata", "169.254.169.254"],
    ["link-local of IPv6", "[fe80::1]"],
    ["unique local of IPv6", "[fd00::1]"],
    ["10/8", "10.0.0.1"],
    ["172.16/12", "172.16.5.4"],
    ["192.168/16", "192.168.1.1"],
    ["a carrier's own network", "100.64.0.1"],
    ["loopback behind a translator", "[64:ff9b::7f00:1]"],
    ["multicast", "224.0.0.1"],
  ])("is refused when it connects: %s", async (_what, host) => {
    const answer = await send(`http://${host}:${trapPort}/`);
    expect(answer.status).toBeNull();
    expect(answer.error).toMatch(/is a private or reserved address, where webhooks do not go$/);
    expect(hits).toBe(0);
  });

  it("is refused behind a name, also where only one of its addresses is private, and over TLS", async () => {
    for (const addresses of [["127.0.0.1"], ["93.184.216.34", "127.0.0.1"], ["::ffff:10.0.0.1"], ["fe80::1"]]) {
      for (const protocol of ["http", "https"]) {
        const { lookup } = nameServer(addresses);
        const answer = await send(`${protocol}://shop.example:${trapPort}/`, { lookup });
        expect(answer.error).toMatch(/is a private or reserved address/);
      }
    }
    expect(hits).toBe(0);
  });

  it("is refused when a name that was public changes its mind: the address that is looked at is the one connected to", async () => {
    // Addresses in 192.0.0.0/24 and the like are reserved; this one is public, and nothing here leads to it.
    const names = nameServer(["93.184.216.34"], ["127.0.0.1"]);
    const first = await send(`http://shop.example:${trapPort}/`, { ...names, timeoutMs: 50 });
    expect(first.error).not.toMatch(/private/);
    expect(names.asked()).toBe(1);
    const second = await send(`http://shop.example:${trapPort}/`, names);
    expect(second.error).toMatch(/^127\.0\.0\.1 is a private or reserved address/);
    expect(names.asked()).toBe(2);
    expect(hits).toBe(0);
  });

  it("is not made by following a redirect: 3xx is a failure", async () => {
    for (const status of [301, 302, 303, 307, 308]) {
      receiver.answerWith((response) => {
        response.writeHead(status, { location: `http://127.0.0.1:${trapPort}/` }).end();
      });
      const answer = await send(receiver.url, { allowHosts: new Set(["127.0.0.1"]) });
      expect(answer).toMatchObject({ status, error: null });
    }
    expect(hits).toBe(0);
  });
});
