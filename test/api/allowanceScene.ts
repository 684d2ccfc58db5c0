import { expect } from "vitest";
import { grantAllowances } from "../../src/ledger/grantAllowances.js";
import { settleDueGrants } from "../../src/ledger/settleDueGrants.js";
import { verifyLedger } from "../../src/ledger/verify.js";
import { createExpireProcessor } from "../../workers/expire.js";
import { catalogText } from "../catalog/catalogFile.js";
import { moveStoreTime } from "../support/storeTime.js";
import { type Api, startApi } from "./startApi.js";

/** What tests of allowances do over the API, on one that `open` starts. */
export function createAllowanceScene() {
  let api: Api;
  let keys = 0;
  const call = (...request: Parameters<Api["call"]>) => api.call(...request);

  return {
    open: async (): Promise<Api> => {
      api = await startApi();
      return api;
    },
    /** After each test: the next one's days are its own wallets' alone. */
    reset: async () => {
      await moveStoreTime(api.database.pool, 0);
      await api.database.pool.query("UPDATE allowances SET ended_at = store_now()");
    },
    /** Ends it, with books that agree. */
    close: async () => {
      expect((await verifyLedger(api.database.pool)).checks.filter(({ ok }) => !ok)).toEqual([]);
      await api.close();
    },
    /** Sells from a ready-made catalogue, with parts of its text replaced. */
    sellFrom: async (name: string, ...changes: [string, string][]): Promise<void> => {
      const text = changes.reduce((before, [from, to]) => before.replace(from, to), catalogText(name));
      await api.dependencies.catalogs.publish(text);
    },
    /** The days go by, and the workers' periodic pass runs. */
    dayIs: async (day: number): Promise<void> => {
      const { pool } = api.database;
      await moveStoreTime(pool, day);
      await settleDueGrants(pool);
      await grantAllowances(pool);
    },
    /** All of that pass, in the workers' own order. */
    pass: () => {
      const { pool, chains, catalogs } = api.dependencies;
      return createExpireProcessor(pool, chains, catalogs)();
    },
    lowBalances: async (walletId: string) =>
      (await call(`GET /v1/events?type=wallet.low_balance&objectId=${walletId}`, { as: "store" })).body.data,
    give: (walletId: string, allowanceId: string) =>
      call(`POST /v1/wallets/${walletId}/allowances`, { as: "store", body: { allowanceId } }),
    end: (walletId: string, allowanceId: string) =>
      call(`DELETE /v1/wallets/${walletId}/allowances`, { as: "store", body: { allowanceId } }),
    available: async (walletId: string) => (await call(`GET /v1/wallets/${walletId}`, { as: "store" })).body.available,
    spend: (walletId: string, body: object) => {
      keys += 1;
      return call("POST /v1/debits", { as: "service", key: `spend-${keys}`, body: { walletId, ...body } });
    },
    grants: async (walletId: string) =>
      (await call(`GET /v1/wallets/${walletId}/grants?limit=200`, { as: "store" })).body.data,
  };
}
