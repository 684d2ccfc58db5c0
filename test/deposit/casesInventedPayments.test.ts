import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { addressOfBytes, bytesOfAddress } from "../../src/chains/addresses.js";
import { parseAmount as usdt } from "../../src/lib/money.js";
import { createDepositStore, type DepositStore } from "../support/depositStore.js";
import type { Asked } from "../support/faultProxy.js";
import type { NetworkBehindProxy } from "../support/networkBehindProxy.js";
import { NETWORKS_BEHIND_PROXIES } from "./providerScene.js";

/** The digits of a transaction that no chain knows. */
const INVENTED = "ab".repeat(32);

/** The bloom in the header of a transaction's block would give an added log away; a full one has room for everything. */
function fillBloom(text: string, digits: string): string {
  return text.includes(digits) ? text.replaceAll(/"logsBloom":"\w+"/g, `"logsBloom":"0x${"f".repeat(512)}"`) : text;
}

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Adds to every list with an object about a transaction a copy of that, which `copyOf` changes; not of what holds the list. */
function addCopies(value: Json, digits: string, copyOf: (text: string) => string): Json {
  if (Array.isArray(value)) {
    return value.flatMap((item) => {
      const [before, added] = [JSON.stringify(item), addCopies(item, digits, copyOf)];
      const isAboutIt = before.startsWith("{") && before.includes(digits) && JSON.stringify(added) === before;
      return isAboutIt ? [added, JSON.parse(copyOf(before)) as Json] : [added];
    });
  }
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, addCopies(each, digits, copyOf)]));
}

// The first provider lies, the second one does not. Above CROSS_CHECK_ABOVE_USDT both must show a payment.
describe.each(NETWORKS_BEHIND_PROXIES)("a hostile first provider of %s (case 22)", (_name, start) => {
  let network: NetworkBehindProxy;
  let store: DepositStore;
  let faults: string[] = [];
  beforeAll(async () => {
    network = await start();
  });
  // Each with clients of its own, which have nothing against the first provider yet.
  beforeEach(async () => {
    store = await createDepositStore({ ...network, chain: network.connect([network.proxy.url, network.nodeUrl]) });
    await store.work();
  });
  afterEach(async () => {
    network.proxy.faults = [];
    await store.close(faults.splice(0));
  });
  afterAll(() => network.close());

  /** A real payment of 10 USDT to somebody else, out of which the lie is made. */
  async function payStranger() {
    const stranger = "5".repeat(40);
    const txHash = await network.pay(addressOfBytes(network.chain.network, stranger), usdt("10"));
    return { stranger, digits: txHash.replace(/^0x/, "") };
  }

  /** The proxy adds a transaction that pays the address: to blocks, logs and infos, and where it is asked for by its hash. */
  async function invent(address: string): Promise<void> {
    const ours = bytesOfAddress(network.chain.network, address);
    const { stranger, digits } = await payStranger();
    const copyOf = (text: string) =>
      text
        .replaceAll(digits, INVENTED)
        .replaceAll(stranger, ours)
        .replaceAll(/"logIndex":"\w+"/g, '"logIndex":"0x4d"');
    const askNode = async ({ path, body }: Asked) => {
      const asked = { method: "POST", headers: { "content-type": "application/json" }, body };
      return (await fetch(network.nodeUrl + path, asked)).text();
    };
    const change = async (text: string, _operation: string, asked: Asked) => {
      if (asked.body.includes(INVENTED)) {
        return copyOf(await askNode({ ...asked, body: asked.body.replaceAll(INVENTED, digits) }));
      }
      return fillBloom(JSON.stringify(addCopies(JSON.parse(text) as Json, digits, copyOf)), digits);
    };
    network.proxy.faults = [{ kind: "rewrite", change }];
  }

  /** Lets the workers try as often as they do in two hours. */
  async function workForHours(): Promise<void> {
    for (let attempt = 0; attempt < 32; attempt += 1) {
      await store.work();
      await store.database.pool.query("UPDATE deposits SET due_at = now() WHERE due_at IS NOT NULL");
    }
  }

  test("that adds a payment gets nothing credited above the limit, however often it is asked", async () => {
    store.crediting.crossCheckAbove = usdt("9");
    const checkout = await store.open();
    await invent(checkout.address);
    await network.mine(network.finalAfter);
    await store.work();
    expect(await store.deposits(checkout.id)).toMatchObject([
      {
        txHash: expect.stringContaining(INVENTED),
        status: "confirming",
        lastError: expect.stringContaining("no second provider"),
      },
    ]);
    await workForHours();
    expect(await store.deposits(checkout.id)).toMatchObject([{ status: "stuck", stuckReason: "rpc_exhausted" }]);
    expect(await store.available(checkout.walletId)).toBe(0n);
  });

  test("that gives a payment another recipient is contradicted at once above the limit", async () => {
    store.crediting.crossCheckAbove = usdt("9");
    const checkout = await store.open();
    const ours = bytesOfAddress(network.chain.network, checkout.address);
    const { stranger, digits } = await payStranger();
    network.proxy.faults = [{ kind: "rewrite", change: (text) => fillBloom(text.replaceAll(stranger, ours), digits) }];
    await network.mine(network.finalAfter);
    await store.work();
    expect(await store.deposits(checkout.id)).toMatchObject([
      { status: "stuck", stuckReason: "provider_disagreement" },
    ]);
    expect(await store.available(checkout.walletId)).toBe(0n);
  });

  test("is believed up to the limit, which is what a lie can cost", async () => {
    store.crediting.crossCheckAbove = usdt("10");
    const checkout = await store.open();
    await invent(checkout.address);
    await network.mine(network.finalAfter);
    await store.work();
    expect(await store.deposits(checkout.id)).toMatchObject([{ status: "credited" }]);
    expect(await store.available(checkout.walletId)).toBe(usdt("120"));
    faults = ["it was credited and is not on the chain"];
  });
});
