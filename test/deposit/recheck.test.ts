import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bytesOfAddress } from "../../src/chains/addresses.js";
import type { Chain } from "../../src/chains/chain.js";
import { readNetwork } from "../../src/deposits/network.js";
import { recheckBlocks } from "../../src/deposits/recheckBlocks.js";
import { createLogger } from "../../src/lib/log.js";
import { parseAmount } from "../../src/lib/money.js";
import { createRecheckProcessor } from "../../workers/recheck.js";
import { createDepositStore, type DepositStore } from "../support/depositStore.js";
import {
  type NetworkBehindProxy,
  startEthereumBehindProxy,
  startTronBehindProxy,
} from "../support/networkBehindProxy.js";

const usdt = parseAmount;

type Log = { topics?: string[] };

/** Leaves out the logs that pay an address (40 hex digits), as a node with a broken index does. */
function dropLogsTo(text: string, digits: string): string {
  const pays = (item: Log | null) => item?.topics?.[2]?.toLowerCase().endsWith(digits) ?? false;
  const drop = (_key: string, value: unknown) => (Array.isArray(value) ? value.filter((item) => !pays(item)) : value);
  return JSON.stringify(JSON.parse(text, drop));
}

describe.each([
  ["ethereum", startEthereumBehindProxy],
  ["tron", startTronBehindProxy],
] satisfies [string, () => Promise<NetworkBehindProxy>][])("rechecking final blocks on %s", (_name, start) => {
  let network: NetworkBehindProxy;
  let chain: Chain;
  let store: DepositStore;
  beforeAll(async () => {
    network = await start();
    chain = network.connect([network.proxy.url, network.nodeUrl]);
    store = await createDepositStore({ ...network, chain });
  });
  afterAll(async () => {
    await store.close();
    await network.close();
  });

  test("finds the one log that the first provider left out, through the second, and credits it once (case 21)", async () => {
    const { pool } = store.database;
    const [hidden, shown] = [await store.open(), await store.open()];
    const digits = bytesOfAddress(chain.network, hidden.address);
    network.proxy.faults = [
      {
        kind: "rewrite",
        change: (text, operation) =>
          ["eth_getLogs", "gettransactioninfobyblocknum"].includes(operation) ? dropLogsTo(text, digits) : text,
      },
    ];
    await network.payMany([
      { to: shown.address, amount: usdt("10") },
      { to: hidden.address, amount: usdt("10") },
    ]);
    await network.mine(network.finalAfter);
    await store.work();
    expect(await store.deposits(hidden.id)).toEqual([]);
    expect(await store.available(shown.walletId)).toBe(usdt("120"));

    const result = await recheckBlocks(pool, chain);
    expect(result).toMatchObject({ provider: new URL(network.nodeUrl).host, recorded: [expect.any(String)] });
    await store.work();
    expect(await store.available(hidden.walletId)).toBe(usdt("120"));
    expect(await store.deposits(hidden.id)).toHaveLength(1);
    expect((await readNetwork(pool, chain.network)).recheckedNumber).toBe(result?.toBlock);
    expect(await recheckBlocks(pool, chain)).toBeNull();
  });

  test("reads each block once more and no further than what is final, in few calls", async () => {
    const { pool } = store.database;
    await network.mine(20);
    await store.work();
    const before = chain.providers()[1]?.callsToday ?? 0;
    expect(await recheckBlocks(pool, chain)).toMatchObject({ recorded: [] });
    // An empty block of a development chain has an empty bloom on Ethereum, which has its logs asked for.
    expect((chain.providers()[1]?.callsToday ?? 0) - before).toBeLessThanOrEqual(50);
    expect(await recheckBlocks(pool, chain)).toBeNull();
  });

  test("goes through all of them in one job where two providers took turns", async () => {
    const { pool } = store.database;
    await network.mine(24);
    await store.work();
    const hosts = chain.providers().map(({ host }) => host);
    await pool.query("UPDATE blocks SET provider = ($1::text[])[1 + number / 3 % 2]", [hosts]);
    const log = createLogger("silent");
    const recheck = createRecheckProcessor(pool, new Map([[chain.network, chain]]), { add: async () => {} }, log);
    await recheck({ network: chain.network });
    const { cursorNumber, finalNumber, recheckedNumber } = await readNetwork(pool, chain.network);
    expect(recheckedNumber).toBe(Math.min(cursorNumber ?? 0, finalNumber ?? 0));
    expect(await recheckBlocks(pool, chain)).toBeNull();
    await pool.query("UPDATE blocks SET provider = $1", [hosts[0]]);
  });

  test("tells an operator when the second provider's final blocks are others", async () => {
    const { pool } = store.database;
    await network.mine(5);
    await store.work();
    const { rows } = await pool.query<{ number: number; hash: string }>(
      "SELECT number, hash FROM blocks WHERE number = (SELECT final_number FROM networks)",
    );
    const setHash = (hash = rows[0]?.hash) =>
      pool.query("UPDATE blocks SET hash = $2 WHERE number = $1", [rows[0]?.number, hash]);
    const chains = new Map([[chain.network, chain]]);
    const recheck = createRecheckProcessor(pool, chains, { add: async () => {} }, createLogger("silent"));
    const shown = async () => (await readNetwork(pool, chain.network)).recheckError;
    expect(await shown()).toBeNull();
    await setHash("other");
    await expect(recheckBlocks(pool, chain)).rejects.toMatchObject({ code: "internal", name: "InvariantError" });
    await recheck({ network: chain.network });
    expect(await shown()).toContain("one of two providers lies");
    // Passes that go well do not end it.
    await network.mine(1);
    await store.work();
    expect(await shown()).toContain("one of two providers lies");
    await setHash();
    await recheck({ network: chain.network });
    expect(await shown()).toBeNull();
  });

  test("does nothing where there is no second provider", async () => {
    expect(await recheckBlocks(store.database.pool, network.connect([network.proxy.url]))).toBeNull();
  });
});
