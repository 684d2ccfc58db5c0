import { useCallback } from "react";
import { createStoreApi, type Schemas, unwrap } from "./storeApi.js";
import { type StoreData, useStoreData } from "./useStoreData.js";

/** What the store sells; needs no session. */
export function useCatalog(storeUrl: string): StoreData<Schemas["Catalog"]> {
  const read = useCallback(() => unwrap(createStoreApi(storeUrl).GET("/v1/catalog")), [storeUrl]);
  return useStoreData(read);
}
