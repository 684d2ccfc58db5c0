import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Usage } from "../../src/catalog/usage.js";
import { parseAmount } from "../../src/lib/money.js";
import { catalogText } from "../catalog/catalogFile.js";
import { type Answer, type Api, startApi } from "./startApi.js";

let api: Api;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

type Body = Answer["body"];

let published = 0;

/** Puts a ready-made catalogue into force by the API; the comment makes its text new each time. */
async function publish(name: string): Promise<void> {
  published += 1;
  const body = `${catalogText(name)}# publication ${published} of a test\n`;
  const headers = { "Content-Type": "application/yaml" };
  expect((await api.call("POST /v1/catalog", { as: "operator", body, headers })).status).toBe(201);
}

const catalog = async (region = ""): Promise<Body> => (await api.call(`GET /v1/catalog${region}`)).body;
const quote = async (usage: Usage, more: object = {}): Promise<Body> =>
  (await api.call("POST /v1/quotes", { body: { usage, ...more } })).body;

const packs = (all: Body, field: string) => Object.fromEntries(all.packs.map((pack: Body) => [pack.id, pack[field]]));

/** What so many credits are worth in a pack, in millionths of a dollar; exact where the pack's price per credit is. */
function dollars(all: Body, packId: string, credits: string): bigint {
  const { usdPerCredit } = all.packs.find(({ id }: Body) => id === packId);
  return (parseAmount(usdPerCredit) * parseAmount(credits)) / 1_000_000n;
}

const image: Usage = { operation: "image", width: 512, height: 512, steps: 50 };
const sized = (side: number, more: Partial<Usage> = {}): Usage => ({ ...image, width: side, height: side, ...more });
const text = (tokens: number): Usage => ({ operation: "text", tokens });

type Row = {
  name: string;
  quotes: [Usage, string][];
  /** Dollars for a standard image, by pack. */
  images?: Record<string, string>;
  /** Days until what is bought ends, and days without activity. */
  ends: [number | null, number | null];
};

const ROWS: Row[] = [
  {
    name: "crushon-ai",
    quotes: [[image, "10"]],
    images: { small: "0.999", medium: "0.5998", large: "0.4999" },
    ends: [365, null],
  },
  {
    name: "tensor-art",
    quotes: [
      [image, "0.5"],
      [sized(1024), "1"],
      [sized(2048, { model: "sdxl" }), "3"],
      [sized(2048, { model: "flux" }), "4"],
    ],
    images: { small: "0.0025", large: "0.0025" },
    ends: [null, null],
  },
  {
    name: "spicychat",
    quotes: [[image, "15"]],
    images: { small: "0.9", medium: "0.75", large: "0.675" },
    ends: [30, null],
  },
  { name: "dreamgf", quotes: [[image, "10"]], images: { small: "2", medium: "1.75", large: "1.5" }, ends: [30, null] },
  {
    name: "kupid-ai",
    quotes: [
      [image, "5"],
      [sized(1024), "6"],
    ],
    images: { small: "1.25", medium: "1", large: "0.9" },
    ends: [null, null],
  },
  {
    name: "candy-ai",
    quotes: [
      [image, "4"],
      [{ operation: "voice", seconds: 10 }, "0.5"],
      [{ operation: "voice", seconds: 25 }, "1.5"],
    ],
    images: { standard: "0.8", volume: "0.6" },
    ends: [null, null],
  },
  {
    name: "artifio",
    quotes: [
      [{ operation: "text" }, "1"],
      [{ operation: "text", model: "text-medium" }, "3"],
      [{ operation: "text", model: "text-large" }, "5"],
      [image, "5"],
      [sized(1024), "10"],
      [sized(2048), "15"],
      [sized(2048, { model: "image-pro" }), "25"],
      [{ operation: "video" }, "50"],
      [{ operation: "video", seconds: 10 }, "100"],
      [{ operation: "video", model: "video-pro", seconds: 10 }, "200"],
    ],
    images: { small: "0.05", large: "0.05" },
    ends: [null, null],
  },
  {
    name: "credyt",
    quotes: [
      [image, "1"],
      [{ operation: "upscale" }, "4"],
    ],
    ends: [null, null],
  },
  {
    name: "claude",
    quotes: [
      [text(1_000), "0.5"],
      [text(64_000), "1"],
      [text(200_000), "1.5"],
      [text(1_000_000), "2"],
    ],
    ends: [null, 90],
  },
  {
    name: "gpt",
    quotes: [
      [text(1_000), "1"],
      [text(64_000), "2"],
      [text(400_000), "3"],
      [{ operation: "vision" }, "2"],
      [{ operation: "vision", width: 2048, height: 2048 }, "4"],
    ],
    ends: [183, null],
  },
  {
    name: "gemini",
    quotes: [
      [text(1_000), "0.3"],
      [text(64_000), "0.8"],
      [text(1_000_000), "1.5"],
    ],
    ends: [null, null],
  },
  {
    name: "usdt-image-shop",
    quotes: [
      [image, "1"],
      [sized(1024), "4"],
      [{ ...image, count: 4 }, "4"],
      [{ ...image, count: 4, batch: true }, "2"],
      [{ ...image, model: "sdxl" }, "1.5"],
      [{ ...image, steps: 80 }, "1.5"],
      [{ ...image, options: { negativePrompt: "blurred" } }, "1.1"],
      [{ operation: "upscale" }, "2"],
      [{ operation: "upscale", options: { factor: 4 } }, "3"],
      [{ operation: "inpaint" }, "2"],
      [{ operation: "inpaint", width: 1024, height: 1024 }, "3"],
    ],
    images: { small: "0.1", medium: "0.09434", large: "0.089286", studio: "0.083333" },
    ends: [365, null],
  },
];

describe.each(ROWS)("$name, sold from over the API,", ({ name, quotes, images, ends }) => {
  beforeAll(() => publish(name));

  it.each(quotes)("charges for %j %s credits", async (usage, credits) => {
    const { version } = await catalog();
    expect(await quote(usage)).toMatchObject({ credits, catalogVersion: version });
  });

  it("has the published figures of its packs, and lets credits live as it says", async () => {
    const sold = await catalog();
    if (images !== undefined) expect(packs(sold, "usdPerStandardImage")).toEqual(images);
    const [expiresAfterDays, expiresAfterInactiveDays] = ends;
    expect(sold.packs).toMatchObject(Array(sold.packs.length).fill({ expiresAfterDays, expiresAfterInactiveDays }));
    expect(sold.disclosure).toHaveLength(9);
  });
});

describe("what else is published", () => {
  it("crushon-ai: 100, 500 and 1000 credits for $9.99, $29.99 and $49.99; a plan's never expire", async () => {
    await publish("crushon-ai");
    const sold = await catalog();
    expect(packs(sold, "priceUsd")).toEqual({ small: "9.99", medium: "29.99", large: "49.99" });
    expect(packs(sold, "totalCredits")).toEqual({ small: "100", medium: "500", large: "1000" });
    expect(sold.allowances).toMatchObject([{ every: "month", rollover: "forever", whenEnded: "keep" }]);
  });

  it("tensor-art: $0.005 a credit, $0.0025 to $0.02 an image", async () => {
    await publish("tensor-art");
    expect((await catalog()).creditUsd).toBe("0.005");
    expect((await quote(image)).usd).toEqual({ low: "0.0025", high: "0.0025" });
    expect((await quote(sized(2048, { model: "flux" }))).usd).toEqual({ low: "0.02", high: "0.02" });
  });

  it("kupid-ai: $1.00 to $1.20 an image in the middle pack; dreamgf counts tokens", async () => {
    await publish("kupid-ai");
    const sold = await catalog();
    const sides = await Promise.all([512, 1024].map((side) => quote(sized(side))));
    expect(sides.map(({ credits }) => dollars(sold, "medium", credits))).toEqual([1_000_000n, 1_200_000n]);
    await publish("dreamgf");
    expect((await catalog()).creditName).toBe("tokens");
  });

  it("candy-ai: plan credits live six months, rolling; artifio: a credit is a cent", async () => {
    await publish("candy-ai");
    expect((await catalog()).allowances).toMatchObject([{ every: "month", rollover: 5 }]);
    await publish("artifio");
    const sold = await catalog();
    expect([sold.creditUsd, packs(sold, "usdPerCredit")]).toEqual(["0.01", { small: "0.01", large: "0.01" }]);
  });

  it("claude: about 30 % lower in India, by the region asked for and by the wallet's", async () => {
    await publish("claude");
    expect(packs(await catalog(), "usdPerCredit")).toEqual({ small: "0.1", large: "0.09" });
    expect(await catalog("?region=IN")).toMatchObject({ region: "IN", creditUsd: "0.07" });
    expect(packs(await catalog("?region=IN"), "usdPerCredit")).toEqual({ small: "0.07", large: "0.063" });
    expect(packs(await catalog("?region=DE"), "usdPerCredit")).toEqual({ small: "0.1", large: "0.09" });
    expect((await quote(text(1_000), { region: "IN" })).usd).toEqual({ low: "0.0315", high: "0.035" });
    const wallet = await api.call("POST /v1/wallets", { as: "store", body: { region: "IN" } });
    const body = { walletId: wallet.body.id, packId: "large" };
    const checkout = await api.call("POST /v1/checkouts", { as: "store", key: "india", body });
    expect(checkout.body).toMatchObject({ amountDue: "31.5", terms: { credits: "500", baseUsdPerCredit: "0.07" } });
    const general = { walletId: await api.openWallet(), packId: "large" };
    const asked = { usage: text(1_000), walletId: general.walletId, region: "IN" };
    expect((await api.call("POST /v1/quotes", { as: "store", body: asked })).body.usd).toEqual({
      low: "0.045",
      high: "0.05",
    });
    expect((await api.call("POST /v1/checkouts", { as: "store", key: "abroad", body: general })).body.amountDue).toBe(
      "45",
    );
  });

  it("gpt: volume tiers, by pack and by amount", async () => {
    await publish("gpt");
    const sold = await catalog();
    expect(packs(sold, "usdPerCredit")).toEqual({ small: "0.1", medium: "0.09", large: "0.08" });
    expect(sold.anyAmount.breakpoints).toEqual([
      { fromUsd: "45", creditUsd: "0.09" },
      { fromUsd: "80", creditUsd: "0.08" },
    ]);
    const walletId = await api.openWallet();
    const tiers: [string, string][] = [
      ["44.99", "449.9"],
      ["45", "500"],
      ["79.2", "880"],
      ["80", "1000"],
    ];
    for (const [amountUsd, credits] of tiers) {
      const body = { walletId, amountUsd };
      const { terms } = (await api.call("POST /v1/checkouts", { as: "store", key: `tier-${amountUsd}`, body })).body;
      expect([amountUsd, terms.credits]).toEqual([amountUsd, credits]);
    }
  });

  it("gemini: 5000 credits for ₹499, and a hundred free short queries a day", async () => {
    await publish("gemini");
    const sold = await catalog();
    expect(sold.packs).toMatchObject([{ localPrice: "₹499", totalCredits: "5000" }]);
    const { credits } = await quote(text(1_000));
    expect(sold.allowances).toMatchObject([{ every: "day", rollover: 0 }]);
    expect(parseAmount(sold.allowances[0].credits)).toBe(100n * parseAmount(credits));
  });

  it("usdt-image-shop: $10 for 100 to $100 for 1200, 10 % for USDT, a first-purchase bonus, both networks' cost", async () => {
    await publish("usdt-image-shop");
    const sold = await catalog();
    expect(sold.packs[0]).toMatchObject({ priceUsd: "10", totalCredits: "100", usdPerCredit: "0.1" });
    expect(sold.packs.at(-1)).toMatchObject({ priceUsd: "100", totalCredits: "1200", usdPerCredit: "0.083333" });
    expect(sold.bonuses).toMatchObject([
      { condition: "payment", percent: "10" },
      { condition: "first_purchase", percent: "10" },
    ]);
    expect(sold.disclosure.filter(({ ok }: Body) => !ok)).toEqual([]);
    for (const network of sold.networks) {
      expect(network.typicalSeconds).toBeGreaterThan(0);
      expect(parseAmount(network.typicalFeeUsd)).toBeGreaterThan(0n);
    }
    // 500 images a month are published as $40, at "about $0.08" a credit. The pack's price is above that, and below it
    // once the 10 % for paying in USDT are in; both are below the $50 of a subscription.
    expect(dollars(sold, "studio", "500")).toBe(41_666_500n);
    const body = { walletId: await api.openWallet(), packId: "studio", network: "tron" };
    const { terms, amountDue } = (await api.call("POST /v1/checkouts", { as: "store", key: "studio", body })).body;
    const sure = [terms, ...terms.bonuses.filter(({ condition }: Body) => condition === null)];
    const credits = sure.reduce((sum, part) => sum + parseAmount(part.credits), 0n);
    expect([amountDue, credits]).toEqual(["100", 1_320_000_000n]);
    expect((parseAmount(amountDue) * 500_000_000n) / credits).toBe(37_878_787n);
  });
});
