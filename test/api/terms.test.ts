import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { confirmDeposits, listDue } from "../../src/deposits/confirmDeposits.js";
import { creditDeposit } from "../../src/deposits/creditDeposit.js";
import { scanNetwork } from "../../src/deposits/scanNetwork.js";
import { parseConfirmations } from "../../src/lib/confirmations.js";
import { parseAmount } from "../../src/lib/money.js";
import { catalogText } from "../catalog/catalogFile.js";
import { startEthereumNetwork } from "../support/ethereumNetwork.js";
import type { TestNetwork } from "../support/testNetwork.js";
import { type Answer, type Api, startApi } from "./startApi.js";

const OFFERS = `
  - { id: welcome, label: Welcome code, when: promo_code, code: WELCOME, credits: 50 }
  - { id: volume, label: 5 % from 50 dollars, when: promo_code, code: BIGGER, percent: 5, fromUsd: 50 }
discounts:
  - { id: ethereum, label: 4 % on Ethereum, when: payment, network: ethereum, percent: 4 }
  - { id: friends, label: 20 % for friends, when: promo_code, code: FRIENDS, percent: 20 }

operations:
`;

let network: TestNetwork;
let api: Api;
let keys = 0;

beforeAll(async () => {
  network = await startEthereumNetwork();
  api = await startApi({}, network.chain);
  const body = catalogText("default")
    .replace("\n\noperations:\n", OFFERS)
    .replace("maxUsd: 100000 }", "maxUsd: 100000, breakpoints: [{ fromUsd: 40, creditUsd: 0.09 }] }");
  const headers = { "Content-Type": "application/yaml" };
  const { status } = await api.call("POST /v1/catalog", { as: "operator", body, headers });
  expect(status).toBe(201);
});
afterAll(async () => {
  await api.close();
  await network.close();
});

type Body = Answer["body"];

async function open(walletId: string, body: object = {}): Promise<Body> {
  keys += 1;
  return (
    await api.call("POST /v1/checkouts", {
      as: "store",
      key: `open-${keys}`,
      body: { walletId, packId: "small", network: "ethereum", ...body },
    })
  ).body;
}

/** Pays what is due, and lets the workers do their work until it is credited. */
async function pay(...checkouts: Body[]): Promise<void> {
  const { pool, chains, catalogs } = api.dependencies;
  for (const { address, amountDue } of checkouts) await network.pay(address, parseAmount(amountDue));
  await network.mine(network.finalAfter);
  while ((await scanNetwork(pool, network.chain)).scanned > 0);
  await confirmDeposits({ pool, minimum: 1_000_000n }, "ethereum", parseConfirmations("final"));
  for (const id of await listDue(pool, "ethereum")) {
    await creditDeposit({ pool, chains, catalogs, minimum: 1_000_000n }, id);
  }
  for (const { id } of checkouts) expect((await api.call(`GET /v1/checkouts/${id}`)).body.status).toBe("paid");
}

const bonusIds = ({ terms }: Body) => terms.bonuses.map(({ id }: Body) => id);
const granted = async ({ id }: Body) => (await api.call(`GET /v1/checkouts/${id}`)).body.creditsGranted;

describe("a first-purchase bonus", () => {
  it("is promised to who has not had it, granted once, and never shown to who comes back", async () => {
    const walletId = await api.openWallet();
    const first = await open(walletId);
    const second = await open(walletId);
    for (const checkout of [first, second]) {
      expect(bonusIds(checkout)).toEqual(["usdt-payment", "first-purchase"]);
      expect(checkout.terms.bonuses[1]).toMatchObject({ credits: "10", condition: "first_purchase" });
    }
    await pay(first, second);
    // Both were promised it, one gets it: which is decided when the money is credited.
    expect([await granted(first), await granted(second)].sort()).toEqual(["110", "120"]);
    const third = await open(walletId);
    expect(bonusIds(third)).toEqual(["usdt-payment"]);
    expect(third.terms.totalCredits).toBe("110");
    await pay(third);
    expect(await granted(third)).toBe("110");
  });
});

describe("a promotion code", () => {
  it("is worth its bonus once per wallet, decided at crediting", async () => {
    const walletId = await api.openWallet();
    const checkouts = [await open(walletId, { promoCode: "welcome" }), await open(walletId, { promoCode: "WELCOME" })];
    for (const checkout of checkouts) {
      expect(checkout.terms.bonuses).toContainEqual({
        id: "welcome",
        label: "Welcome code",
        credits: "50",
        condition: "promo_code",
      });
    }
    await pay(...checkouts);
    const worth = await Promise.all(checkouts.map(granted));
    // 110 for each pack; the code's 50 and the first purchase's 10 each once.
    expect(worth.map(Number).reduce((sum, credits) => sum + credits, 0)).toBe(280);
    expect(await open(walletId, { promoCode: "WELCOME" })).toMatchObject({
      status: 400,
      type: expect.stringContaining("invalid_request"),
      issues: [{ path: "promoCode", message: "was used by this wallet already" }],
    });
    const other = await open(await api.openWallet(), { promoCode: "WELCOME" });
    expect(bonusIds(other)).toContain("welcome");
  });

  it("counts from the amount it asks for, and is refused when nobody knows it", async () => {
    const walletId = await api.openWallet();
    expect(bonusIds(await open(walletId, { promoCode: "BIGGER", packId: "medium" }))).not.toContain("volume");
    const large = await open(walletId, { promoCode: "BIGGER", packId: "large" });
    // Of all credits of the pack, its own bonus included: 5 % of 560.
    expect(large.terms.bonuses).toContainEqual(expect.objectContaining({ id: "volume", credits: "28" }));
    expect((await open(walletId, { promoCode: "NOBODYS" })).issues).toMatchObject([{ path: "promoCode" }]);
  });
});

describe("a discount", () => {
  it("lowers what is due, one after the other, and not what is granted", async () => {
    const walletId = await api.openWallet();
    const checkout = await open(walletId, { promoCode: "FRIENDS" });
    expect(checkout).toMatchObject({
      amountDue: "7.68",
      terms: { priceUsd: "10", discountUsd: "2.32", credits: "100", totalCredits: "120" },
    });
    await pay(checkout);
    expect(await granted(checkout)).toBe("120");
  });

  it("for a network comes with that network, once it is chosen", async () => {
    const walletId = await api.openWallet();
    const undecided = await open(walletId, { network: undefined });
    expect(undecided).toMatchObject({ network: null, amountDue: "10" });
    const chosen = await api.call(`POST /v1/checkouts/${undecided.id}/network`, { body: { network: "ethereum" } });
    expect(chosen.body).toMatchObject({ amountDue: "9.6", terms: { discountUsd: "0.4" } });
  });
});

describe("an amount of one's own", () => {
  it("is sold whole at the rate of the highest breakpoint that it reaches", async () => {
    const walletId = await api.openWallet();
    const any = async (amountUsd: string) => (await open(walletId, { packId: undefined, amountUsd })).terms.credits;
    expect([await any("39.99"), await any("40"), await any("90")]).toEqual(["399.9", "444.444444", "1000"]);
  });
});
