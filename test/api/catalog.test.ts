import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { catalogText } from "../catalog/catalogFile.js";
import { type Api, startApi } from "./startApi.js";

let api: Api;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const yaml = { "Content-Type": "application/yaml" };

const publish = (body: string, headers: Record<string, string> = yaml, note = "") =>
  api.call(`POST /v1/catalog${note === "" ? "" : `?note=${encodeURIComponent(note)}`}`, {
    as: "operator",
    body,
    headers,
  });

/** The default catalogue with every price of a standard image changed, and a comment of its own. */
const priced = (credits: string, comment: string) =>
  `# ${comment}\n${catalogText("default").replace("upTo: 512x512 } }, credits: 1 }", `upTo: 512x512 } }, credits: ${credits} }`)}`;

const image = { operation: "image", width: 512, height: 512, steps: 50 };

describe("POST /v1/catalog", () => {
  it("puts a new version into force at once, and says who did it", async () => {
    const before = (await api.call("GET /v1/catalog")).body.version;
    const { status, body } = await publish(priced("1.5", "dearer"), yaml, "costs rose");
    expect(status).toBe(201);
    expect(body).toMatchObject({ position: 2, inForce: true, version: expect.stringMatching(/^usdt-image-shop-/) });
    expect((await api.call("GET /v1/catalog")).body).toMatchObject({
      version: body.version,
      standardImage: { credits: "1.5" },
    });
    const { rows } = await api.database.pool.query("SELECT * FROM audit WHERE action = 'catalog.publish'");
    expect(rows).toMatchObject([
      { object_id: body.version, before: { version: before }, after: { version: body.version }, note: "costs rose" },
    ]);
    expect(rows[0].client_id).toMatch(/^cli_/);
  });

  it("keeps the terms of open checkouts and the price of quotes", async () => {
    await publish(priced("1", "cheap"));
    const walletId = await api.openWallet("100");
    const body = { walletId, packId: "small", network: "tron" };
    const checkout = await api.call("POST /v1/checkouts", { as: "store", key: "before", body });
    const { quoteId, catalogVersion } = (await api.call("POST /v1/quotes", { body: { usage: image } })).body;
    const dear = priced("2", "dear").replace("priceUsd: 10, credits: 100", "priceUsd: 10, credits: 101");
    const { version } = (await publish(dear)).body;
    const debit = (key: string, charge: object) =>
      api.call("POST /v1/debits", { as: "service", key, body: { walletId, ...charge } });
    expect((await debit("quoted", { quoteId })).body.credits).toBe("1");
    expect((await debit("priced", { usage: image })).body.credits).toBe("2");
    const held = await api.call("POST /v1/holds", { as: "service", key: "held", body: { walletId, quoteId } });
    expect(held.body.credits).toBe("1");
    expect((await api.call(`GET /v1/checkouts/${checkout.body.id}`)).body.terms).toEqual(checkout.body.terms);
    expect(checkout.body.terms).toMatchObject({ credits: "100", catalogVersion });
    const after = await api.call("POST /v1/checkouts", { as: "store", key: "after", body });
    expect(after.body.terms).toMatchObject({ credits: "101", catalogVersion: version });
  });

  it("takes JSON, with prices that are read exactly", async () => {
    const json = JSON.stringify({
      id: "json-shop",
      name: "JSON shop",
      creditName: "credits",
      creditUsd: 0.1,
      standardImage: { operation: "image" },
      packs: [{ id: "small", name: "Small", priceUsd: 9.99, credits: 100 }],
      operations: [{ id: "image", name: "Image", unit: "image", credits: 0.3 }],
      expiry: {},
      refunds: { policy: "None.", windowDays: 0 },
    });
    expect((await publish(json, { "Content-Type": "application/json" })).status).toBe(201);
    expect((await api.call("GET /v1/catalog")).body.packs[0]).toMatchObject({
      priceUsd: "9.99",
      usdPerCredit: "0.0999",
      usdPerStandardImage: "0.02997",
    });
  });

  it("refuses what cannot be read, naming line and field", async () => {
    const broken = await publish(
      priced("1", "x").replace("    percent: 10\n    maxCredits", "    percentage: 10\n    maxCredits"),
    );
    expect(broken.status).toBe(400);
    const line =
      1 +
      priced("1", "x")
        .split("\n")
        .findIndex((each) => each.includes("maxCredits")) -
      1;
    expect(broken.body.issues).toContainEqual({
      path: "bonuses[1].percentage",
      message: "is not a field of a catalogue here",
      line,
      column: 5,
    });
    expect((await publish("a: [")).body.issues[0]).toMatchObject({ path: "", line: 1 });
    expect((await publish("")).status).toBe(400);
    const form = await publish("a=b", { "Content-Type": "application/x-www-form-urlencoded" });
    expect(form.body.issues[0].message).toContain("application/yaml");
  });

  it("refuses what contradicts itself, naming the line of the pack or operation", async () => {
    const text = priced("1", "contradictory")
      .replace("priceUsd: 25, credits: 250, bonusCredits: 15", "priceUsd: 25, credits: 240")
      .replace("\noperations:\n", "\noperations:\n  - { id: video.hd, name: Video, unit: clip }\n");
    const lineOf = (part: string) => 1 + text.split("\n").findIndex((line) => line.includes(part));
    const { status, body } = await publish(text);
    expect(status).toBe(400);
    expect(body.issues).toContainEqual({
      path: "packs.medium",
      message: "is dearer per credit than the smaller pack small",
      line: lineOf("id: medium"),
      column: 5,
    });
    expect(body.issues).toContainEqual({
      path: "operations.video.hd",
      message: "has no price",
      line: lineOf("id: video.hd"),
      column: 5,
    });
    const { packs } = (await api.call("GET /v1/catalog")).body;
    expect(packs).not.toContainEqual(expect.objectContaining({ credits: "240" }));
  });

  it("answers 200 for the version in force, and refuses a text of an earlier one", async () => {
    const text = priced("3", "once");
    const first = await publish(text);
    const again = await publish(text);
    expect([first.status, again.status, again.body]).toEqual([201, 200, first.body]);
    await publish(priced("4", "after"));
    const back = await publish(text);
    expect(back.status).toBe(400);
    expect(back.body.detail).toContain(first.body.version);
    expect((await publish(`${text}# again\n`)).status).toBe(201);
  });

  it("is for operators", async () => {
    expect((await api.call("POST /v1/catalog", { as: "store", body: "x", headers: yaml })).status).toBe(403);
    expect((await api.call("GET /v1/catalog/versions", { as: "store" })).status).toBe(403);
    expect((await api.call("POST /v1/catalog", { body: "x", headers: yaml })).status).toBe(401);
  });
});

describe("GET /v1/catalog/versions", () => {
  it("lists every version, newest first, in pages", async () => {
    const { version } = (await publish(priced("5", "newest"))).body;
    const list = await api.call("GET /v1/catalog/versions?limit=2", { as: "operator" });
    expect(list.body.data).toMatchObject([{ version, inForce: true }, { inForce: false }]);
    const positions = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const query: string = cursor === "" ? "" : `&cursor=${cursor}`;
      const { body } = await api.call(`GET /v1/catalog/versions?limit=2${query}`, { as: "operator" });
      positions.push(...body.data.map(({ position }: { position: number }) => position));
      cursor = body.nextCursor;
    }
    expect(positions).toEqual(Array.from(positions, (_, index) => positions.length - index));
    expect((await api.call("GET /v1/catalog/versions?cursor=x", { as: "operator" })).status).toBe(400);
  });
});
