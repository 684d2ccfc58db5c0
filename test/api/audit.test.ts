import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { catalogText } from "../catalog/catalogFile.js";
import { type Api, startApi } from "./startApi.js";

let api: Api;

beforeAll(async () => {
  api = await startApi();
  await api.dependencies.catalogs.publish(catalogText("candy-ai"));
});
afterAll(() => api.close());

/** What of an operator's acts has its record elsewhere, or needs none, and why. Everything else is done below. */
const EXCEPT: Record<string, string[]> = {
  "tested where it is done: deposits, networks, the catalogue, keys and the console": [
    "POST /v1/deposits/{id}/retry",
    "POST /v1/deposits/retry",
    "POST /v1/deposits/{id}/assign",
    "POST /v1/deposits/{id}/reject",
    "POST /v1/deposits/{id}/refunded",
    "POST /v1/networks/{network}/rescan",
    "POST /v1/networks/{network}/pause",
    "POST /v1/networks/{network}/resume",
    "POST /v1/catalog",
    "POST /v1/keys",
    "POST /v1/keys/{id}/rotate",
    "DELETE /v1/keys/{id}",
    "POST /v1/console/login",
    "POST /v1/console/logout",
  ],
  "its Idempotency-Key is kept with the client that used it, and what it moved": [
    "POST /v1/wallets/{id}/refund-requests",
    "POST /v1/transfers",
    "POST /v1/checkouts",
    "POST /v1/holds",
    "POST /v1/holds/{id}/capture",
    "POST /v1/holds/{id}/void",
    "POST /v1/holds/{id}/extend",
    "POST /v1/debits",
    "POST /v1/debits/{id}/refund",
    "POST /v1/debits/batch",
  ],
  "it changes nothing": ["POST /v1/quotes", "POST /v1/wallets/{id}/refund-quote", "POST /v1/catalog/check"],
  "it gives nothing and takes nothing that is owed": [
    "POST /v1/wallets",
    "POST /v1/checkouts/{id}/network",
    "POST /v1/checkouts/{id}/claim",
  ],
  "development stores alone have it": [
    "POST /v1/dev/clock",
    "POST /v1/dev/checkouts/{id}/pay",
    "POST /v1/dev/networks/{network}/mine",
    "POST /v1/dev/networks/{network}/fork",
  ],
};

type Act = { route: string; body?: object; action: string; object: string | null };

type Objects = Record<"wallet" | "checkout" | "hook" | "event", string>;

/** Acts in order, on these objects; `object` is what the record must name; null: what the act makes. */
function actsOn({ wallet, checkout, hook, event }: Objects): Act[] {
  const allowance = { allowanceId: "plan" };
  const url = { url: "https://shop.example/other", events: ["checkout.paid"] };
  const member = (more = {}) => ({ memberId: "ann", ...more });
  const cap = { credits: "5", per: "day" };
  const given = { credits: "3", kind: "promotional", reason: "an apology" };
  const below = { below: "2" };
  return [
    { route: "PATCH /v1/wallets/{id}", body: { region: "IN" }, action: "wallet.change", object: wallet },
    { route: "POST /v1/wallets/{id}/alerts", body: below, action: "alert.add", object: wallet },
    { route: "DELETE /v1/wallets/{id}/alerts", body: below, action: "alert.end", object: wallet },
    { route: "POST /v1/wallets/{id}/sessions", action: "wallet_session.open", object: wallet },
    { route: "DELETE /v1/wallets/{id}/sessions", action: "wallet_session.end", object: wallet },
    { route: "POST /v1/checkouts/{id}/cancel", action: "checkout.cancel", object: checkout },
    { route: "POST /v1/wallets/{id}/grants", body: given, action: "grant.give", object: wallet },
    { route: "POST /v1/wallets/{id}/allowances", body: allowance, action: "allowance.give", object: wallet },
    { route: "DELETE /v1/wallets/{id}/allowances", body: allowance, action: "allowance.end", object: wallet },
    { route: "POST /v1/wallets/{id}/members", body: member(), action: "member.add", object: wallet },
    { route: "PATCH /v1/wallets/{id}/members", body: member({ cap }), action: "member.change", object: wallet },
    { route: "DELETE /v1/wallets/{id}/members", body: member(), action: "member.remove", object: wallet },
    { route: "POST /v1/events/{id}/redeliver", action: "event.redeliver", object: event },
    { route: "POST /v1/webhook-endpoints", body: url, action: "webhook_endpoint.create", object: null },
    {
      ...{ route: "POST /v1/webhook-endpoints/{id}/rotate-secret", body: {} },
      ...{ action: "webhook_endpoint.rotate_secret", object: hook },
    },
    { route: "POST /v1/webhook-endpoints/{id}/enable", action: "webhook_endpoint.enable", object: hook },
    { route: "DELETE /v1/webhook-endpoints/{id}", action: "webhook_endpoint.delete", object: hook },
  ];
}

async function makeObjects() {
  const wallet = await api.openWallet("10");
  const hook = { url: "https://shop.example/hook", events: ["grant.created"] };
  const purchase = { walletId: wallet, packId: "standard" };
  const checkout = await api.call("POST /v1/checkouts", { as: "store", key: wallet, body: purchase });
  const made = await api.call("POST /v1/webhook-endpoints", { as: "store", body: hook });
  const events = await api.call("GET /v1/events?limit=1", { as: "store" });
  return {
    wallet,
    checkout: checkout.body.id,
    hook: made.body.id,
    secret: made.body.secret,
    event: events.body.data[0].id,
  };
}

const records = async () => (await api.call("GET /v1/audit?limit=100", { as: "operator" })).body.data;

/** @returns the id of the act's object. */
async function perform(as: "store" | "operator", { route, body, object }: Act): Promise<string> {
  const key = `${as}-${route.replaceAll(/[^a-z]/gi, "-")}`;
  const call = { as, key, ...(body === undefined ? {} : { body }) };
  const { status, text, body: made } = await api.call(route.replace("{id}", object ?? "") as "POST /", call);
  expect([route, status < 300, text]).toEqual([route, true, text]);
  return object ?? made.id;
}

describe("an operator's acts", () => {
  it("are all decided on: each leaves a record, or it is said why not", () => {
    const acts = actsOn({ wallet: "", checkout: "", hook: "", event: "" }).map(({ route }) => route);
    const changing = api.routes.filter(({ method }) => method !== "get");
    const named = changing.map(({ method, path }) => `${method.toUpperCase()} ${path}`);
    expect([...acts, ...Object.values(EXCEPT).flat()].toSorted()).toEqual(named.toSorted());
  });

  it("leave a record of who did what to which object, with what changed and no secret", async () => {
    const { secret, ...objects } = await makeObjects();
    for (const act of actsOn(objects)) {
      const before = await records();
      const objectId = await perform("operator", act);
      const [record, ...others] = await records();
      expect(others).toEqual(before);
      expect(record).toMatchObject({ action: act.action, objectId, client: "the operator" });
      expect(record.before ?? record.after).not.toBeNull();
      expect(JSON.stringify(record)).not.toMatch(/whsec_|cfs_/);
      expect(JSON.stringify(record)).not.toContain(secret);
    }
  });

  it("leave none where a shop does them with its own key", async () => {
    const before = await records();
    const { secret, ...objects } = await makeObjects();
    expect(secret).toContain("whsec_");
    for (const act of actsOn(objects)) await perform("store", act);
    expect(await records()).toEqual(before);
  });
});

it("a change to a wallet keeps what describes it before and after, and one that changed nothing leaves no record", async () => {
  const id = await api.openWallet();
  const change = { as: "operator", body: { region: "IN", metadata: { tier: "2" } } };
  await api.call(`PATCH /v1/wallets/${id}`, change);
  const [record] = await records();
  expect(record.before).toEqual({ name: null, region: null, metadata: {} });
  expect(record.after).toEqual({ name: null, region: "IN", metadata: { tier: "2" } });
  await api.call(`DELETE /v1/wallets/${id}/sessions`, { as: "operator" });
  expect((await records())[0]).toEqual(record);
});

it("a network's pauses keep why it was paused, also the note of who pauses what is paused", async () => {
  const act = (name: string, note: string) =>
    api.call(`POST /v1/networks/tron/${name}` as "POST /", { as: "operator", body: { note } });
  await api.database.pool.query(
    "UPDATE networks SET paused_at = now(), pause_reason = 'a deep fork' WHERE network = 'tron'",
  );
  expect((await act("pause", "it stays off")).body.pauseReason).toBe("a deep fork");
  await act("resume", "the chain stands");
  await act("resume", "once more");
  const [resumed, paused] = await records();
  const off = { paused: true, pausedAt: expect.any(String), reason: "a deep fork" };
  expect(paused).toMatchObject({ action: "network.pause", note: "it stays off", before: off, after: off });
  expect(resumed).toMatchObject({ action: "network.resume", note: "the chain stands", before: off });
  expect(resumed.after).toEqual({ paused: false, pausedAt: null, reason: null });
});
