import { afterAll, beforeAll, expect, it } from "vitest";
import { readDocument } from "../../src/catalog/readDocument.js";
import { QUOTE_ID_MAX } from "../../src/spend/quoteIdMax.js";
import { catalogText } from "../catalog/catalogFile.js";
import { type Api, startApi } from "./startApi.js";

let api: Api;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const WIDE = "界".repeat(400);
const LETTERS = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];

/** The default catalogue with an operation of the longest price, in as many lines as there can be, of its own in every region. */
function longestCatalog(): string {
  const plain = readDocument(catalogText("default")).plain as { operations: object[]; packs: object[] };
  // Forty times dearer and ten times cheaper, so that every line is there and a wallet can pay what comes of it.
  const adjustments = Array.from({ length: 50 }, (_, index) => {
    return { label: WIDE, when: {}, percent: index < 40 ? "10000" : "-99.999999" };
  });
  const id = "x".repeat(60);
  const longest = { id, name: "Longest", unit: "image", rules: [{ label: WIDE, credits: "1" }], adjustments };
  const book = {
    name: "Region",
    creditUsd: "0.1",
    packs: plain.packs.slice(0, 1),
    operations: [{ ...longest, adjustments: [] }],
  };
  const regions = Object.fromEntries(LETTERS.flatMap((one) => LETTERS.map((other) => [`${one}${other}`, book])));
  return JSON.stringify({ ...plain, operations: [...plain.operations, longest], regions });
}

it.each(["debits", "holds"])(
  "the longest quote that a catalogue makes is accepted by %s, whatever else they say",
  async (route) => {
    await api.dependencies.catalogs.publish(longestCatalog());
    const walletId = await api.openWallet("9000000000");
    const usage = { operation: "x".repeat(60), count: 1_000, model: "\u0001".repeat(60) };
    const { status, body } = await api.call("POST /v1/quotes", { as: "service", body: { walletId, usage } });
    expect([status, body.lines?.length]).toEqual([200, 51]);
    expect(body.quoteId.length).toBeLessThanOrEqual(QUOTE_ID_MAX);
    expect(body.quoteId.length).toBeGreaterThan(QUOTE_ID_MAX * 0.9);
    const names = Array.from({ length: 50 }, (_, index) => `${index}`.padEnd(40, "界"));
    const metadata = Object.fromEntries(names.map((name) => [name, "界".repeat(500)]));
    const asked = { walletId, quoteId: body.quoteId, reference: "界".repeat(100), metadata };
    const made = await api.call(`POST /v1/${route as "debits"}`, {
      as: "service",
      key: `longest-${route}`,
      body: asked,
    });
    expect(made).toMatchObject({ status: 201, body: { credits: body.credits } });
  },
);
