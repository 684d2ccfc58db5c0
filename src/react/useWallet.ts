import { useCallback } from "react";
import { createStoreApi, type Schemas, type StoreSession, unwrap } from "./storeApi.js";
import { type StoreData, useStoreData } from "./useStoreData.js";

/** Credits are spent by services while a page is open. */
const EVERY_MS = 5_000;

/** The session's wallet, kept current: `{ data: { id, available, held, fuelGauge, … }, error, refresh }`. */
export function useWallet({ storeUrl, token }: StoreSession): StoreData<Schemas["Wallet"]> {
  const read = useCallback(async () => {
    const api = createStoreApi(storeUrl, token);
    const { walletId } = await unwrap(api.GET("/v1/wallet-session"));
    return unwrap(api.GET("/v1/wallets/{id}", { params: { path: { id: walletId } } }));
  }, [storeUrl, token]);
  return useStoreData(read, EVERY_MS);
}
