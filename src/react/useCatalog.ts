import { useCallback } from "react";
import { createStoreApi, type Schemas, unwrap } from "./storeApi.js";
import { type StoreData, useStoreData } from "./useStoreData.js";

/** What the store sells, in the price book of a region where one is given; needs no session. */
export function useCatalog(storeUrl: string, region?: string | null): StoreData<Schemas["Catalog"]> {
  const read = useCallback(() => {
    const query = region ? { region } : {};
    return unwrap(createStoreApi(storeUrl).GET("/v1/catalog", { params: { query } }));
  }, [storeUrl, region]);
  return useStoreData(read);
}
