import { connect, type Socket } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Api, startApi } from "./startApi.js";

let api: Api;
let walletId: string;

beforeAll(async () => {
  api = await startApi();
  walletId = await api.openWallet("5");
});
afterAll(() => api.close());

afterEach(async () => {
  expect((await api.call("GET /readyz")).body.ready).toBe(true);
});

async function send(path: string, body: Uint8Array | string, type = "application/json") {
  const response = await fetch(`${api.url}${path}`, {
    method: "POST",
    headers: { Authorization: `Bearer ${api.keys.operator}`, "Content-Type": type, "Idempotency-Key": "hostile" },
    body,
  });
  return { status: response.status, ...((await response.json()) as { code: string; requestId: string }) };
}

describe("amounts", () => {
  const refused = [
    ["a sign", "-1"],
    ["zero", "0"],
    ["minus zero", "-0"],
    ["an exponent", "1e2"],
    ["a huge exponent", "1e400"],
    ["hexadecimal", "0x10"],
    ["another script's digit", "１"],
    ["more than 2^53", "9007199254740993"],
    ["more than the most", "9000000000.000001"],
    ["a trailing zero", "100.00"],
    ["a trailing point", "1."],
    ["a leading zero", "01"],
    ["no whole part", ".5"],
    ["seven decimals", "1.0000001"],
    ["blanks", " 1"],
    ["a line break", "1\n"],
    ["a comma", "1,5"],
    ["nothing", ""],
    ["NaN", "NaN"],
    ["a number", 1],
    ["a float", 0.1],
    ["null", null],
    ["a boolean", true],
    ["a list", ["1"]],
  ] as const;

  it.each(["1e400", "-1e400", "9007199254740993", "1e2", "-0"])(
    "case 53: are refused as the number %s",
    async (token) => {
      // As text: JSON.stringify would have changed them.
      const answer = await send("/v1/debits", `{"walletId":"${walletId}","credits":${token}}`);
      expect(answer).toMatchObject({ status: 400, code: "invalid_request" });
    },
  );

  it("case 53: above 2^53 base units are kept and told to the last digit", async () => {
    const rich = await api.openWallet();
    for (const credits of ["9000000000", "8999999999.999999"]) {
      const body = { credits, kind: "promotional", reason: "much" };
      expect((await api.call(`POST /v1/wallets/${rich}/grants`, { as: "store", key: credits, body })).status).toBe(201);
    }
    const read = async (path = "") => (await api.call(`GET /v1/wallets/${rich}${path}`, { as: "store" })).body;
    expect((await read()).available).toBe("17999999999.999999");
    expect((await read("/entries")).data[0]).toMatchObject({
      credits: "8999999999.999999",
      balanceAfter: "17999999999.999999",
    });
    const body = { walletId: rich, credits: "0.000001" };
    const debit = await api.call("POST /v1/debits", { as: "service", key: "least", body });
    expect(debit.body.availableAfter).toBe("17999999999.999998");
  });

  it.each(refused)("case 53: are refused with %s", async (_name, amount) => {
    const routes: [string, object, string][] = [
      ["/v1/debits", { walletId, credits: amount }, "credits"],
      ["/v1/debits", { walletId, credits: "1", providerCostUsd: amount }, "providerCostUsd"],
      ["/v1/holds", { walletId, credits: amount }, "credits"],
      ["/v1/checkouts", { walletId, amountUsd: amount }, "amountUsd"],
      [`/v1/wallets/${walletId}/grants`, { credits: amount, kind: "promotional", reason: "r" }, "credits"],
    ];
    for (const [path, body, field] of routes) {
      const answer = await api.call(`POST ${path}`, { as: "operator", key: "amount", body });
      expect(answer.status).toBe(400);
      expect(answer.body.issues).toContainEqual({ path: field, message: expect.any(String) });
    }
  });

  it.each(["0.000001", "1", "9000000000"])("are taken in shortest form: %s", async (credits) => {
    const body = { credits, kind: "promotional", reason: "r" };
    const answer = await api.call(`POST /v1/wallets/${await api.openWallet()}/grants`, {
      as: "store",
      key: "ok",
      body,
    });
    expect(answer).toMatchObject({ status: 201, body: { granted: credits, remaining: credits } });
  });
});

describe("bodies", () => {
  it("case 54: of 10 MB are refused, by length and when it is not told", async () => {
    const large = JSON.stringify({ walletId, credits: "1", reference: "x".repeat(10_000_000) });
    expect(await send("/v1/debits", large)).toMatchObject({ status: 413, code: "payload_too_large" });
    const response = await fetch(`${api.url}/v1/debits`, {
      method: "POST",
      headers: {
        Authorization: `Bearer ${api.keys.service}`,
        "Content-Type": "application/json",
        "Idempotency-Key": "k",
      },
      body: new Blob([large]).stream(),
      duplex: "half",
    } as RequestInit);
    expect(response.status).toBe(413);
  });

  it("of a batch may be 4 MB: a thousand debits with metadata", async () => {
    const debits = Array.from({ length: 1_000 }, (_, index) => ({
      idempotencyKey: `${index}${"k".repeat(240)}`,
      walletId: "wal_none",
      credits: "1",
      metadata: { one: "m".repeat(500), two: "m".repeat(500), three: "m".repeat(500), four: "m".repeat(500) },
    }));
    expect(JSON.stringify({ debits }).length).toBeGreaterThan(2_000_000);
    const { status, body } = await api.call("POST /v1/debits/batch", { as: "service", body: { debits } });
    expect([status, body.results.length]).toEqual([200, 1_000]);
    expect(await send("/v1/debits/batch", JSON.stringify({ debits: ["x".repeat(4_200_000)] }))).toMatchObject({
      status: 413,
    });
  });

  it("case 54: that are deep, broken, no UTF-8 or no JSON are refused", async () => {
    const bodies: [string, Uint8Array | string, string?][] = [
      ["10,000 deep lists", `${"[".repeat(10_000)}${"]".repeat(10_000)}`],
      ["10,000 deep objects", `${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}`],
      ["deep metadata", `{"metadata":${'{"a":'.repeat(40)}1${"}".repeat(40)}}`],
      ["cut short", '{"walletId":'],
      ["a bare value", "1"],
      ["bad UTF-8", Buffer.from(`{"walletId":"${walletId}","credits":"1","reference":"\xff\xfe"}`, "latin1")],
      ["overlong UTF-8", Buffer.from(`{"walletId":"${walletId}","credits":"1","reference":"\xc0\xaf"}`, "latin1")],
      ["a NUL", `{"walletId":"${walletId}","credits":"1","reference":"a\\u0000b"}`],
      ["half a surrogate pair", `{"walletId":"${walletId}","credits":"1","metadata":{"a":"\\ud800"}}`],
      ["a NUL in a name", `{"walletId":"${walletId}","credits":"1","metadata":{"a\\u0000":"b"}}`],
      ["a prototype", `{"walletId":"${walletId}","credits":"1","__proto__":{"x":1}}`],
      ["a form", "walletId=x", "application/x-www-form-urlencoded"],
      ["text", '{"credits":"1"}', "text/plain"],
      ["another character set", "{}", "application/json; charset=latin1"],
    ];
    for (const [name, body, type] of bodies) {
      expect({ name, ...(await send("/v1/debits", body, type)) }).toMatchObject({
        name,
        status: 400,
        code: "invalid_request",
        issues: [{ message: expect.any(String) }],
      });
    }
  });

  it("case 56: with fields that the route does not have are refused, each by its name", async () => {
    const body = { externalId: "x", balance: "100", metadata: {}, debt: "0" };
    const answer = await api.call("POST /v1/wallets", { as: "store", body });
    expect(answer.body.issues.map(({ path }: { path: string }) => path)).toEqual(["balance", "debt"]);
    const queried = await api.call("GET /v1/wallets?externalId=x&all=1", { as: "store" });
    expect(queried.body.issues).toMatchObject([{ path: "all" }]);
  });
});

describe("addresses", () => {
  it("that name nothing answer 404, whatever is in them", async () => {
    const ids = [
      "x",
      "wal_",
      `wal_${"0".repeat(28)}`,
      `wal_${"0".repeat(26)}64`,
      "%00",
      "%ff",
      "..%2f..",
      "'%20OR%201=1--",
      "a".repeat(5_000),
    ];
    for (const id of ids) {
      for (const path of ["wallets", "checkouts", "holds", "debits", "deposits"]) {
        expect((await api.call(`GET /v1/${path}/${id}`, { as: "operator" })).status).toBe(404);
      }
    }
    expect((await api.call("GET /v1/wallets?externalId=%00", { as: "operator" })).status).toBe(400);
    expect((await api.call("GET /v2/wallets", { as: "operator" })).body.code).toBe("not_found");
    expect((await api.call("PUT /v1/catalog", { as: "operator" })).body.code).toBe("not_found");
    expect((await api.call("POST /v1/networks/solana/pause", { as: "operator" })).status).toBe(404);
  });

  it("of lists take limits from 1 to 200 and cursors that they gave", async () => {
    for (const path of [
      `wallets/${walletId}/grants`,
      `wallets/${walletId}/entries`,
      `wallets/${walletId}/checkouts`,
      "deposits",
      "keys",
    ]) {
      for (const query of [
        "limit=0",
        "limit=201",
        "limit=-1",
        "limit=1e1",
        "limit=1&limit=2",
        "cursor=x",
        "cursor=%00",
        "cursor=",
      ]) {
        expect((await api.call(`GET /v1/${path}?${query}`, { as: "operator" })).status).toBe(400);
      }
      expect((await api.call(`GET /v1/${path}?limit=200`, { as: "operator" })).status).toBe(200);
    }
  });
});

/** Opens a connection, lets `talk` write to it, and gives back all that it answered until it was closed. */
async function converse(talk: (socket: Socket) => void): Promise<string> {
  const { port, hostname } = new URL(api.url);
  return new Promise<string>((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => talk(socket));
    let text = "";
    socket.on("data", (chunk) => {
      text += chunk.toString();
    });
    socket.on("close", () => resolve(text));
    socket.on("error", reject);
  });
}

describe("a connection", () => {
  it("case 54: that sends what is not HTTP is closed, and the others go on", async () => {
    const answer = await converse((socket) => socket.write("GET / HTTP/9.9\r\n\0\r\n\r\n"));
    expect(answer).toMatch(/^HTTP\/1\.1 400/);
  });

  it("case 54: that dribbles its headers is cut off, and the others go on", async () => {
    let dribble: NodeJS.Timeout | undefined;
    const slow = converse((socket) => {
      socket.write("GET /healthz HTTP/1.1\r\nHost: x\r\n");
      dribble = setInterval(() => socket.write("X-Slow: 1\r\n"), 500);
    });
    expect((await api.call("GET /healthz")).status).toBe(200);
    const answer = await slow;
    clearInterval(dribble);
    expect(answer).toMatch(/^HTTP\/1\.1 408/);
  });
});
