import { useQuery } from "@tanstack/react-query";
import { createApi, type Schemas, unwrap } from "./api.js";

/** Prices hold for a while; what a checkout sells is fixed in its own terms anyway. */
const FRESH_MS = 60_000;

/** What is sold, on which networks; in the price book of a region where one is given. */
export function useCatalog(region: string | null = null) {
  return useQuery<Schemas["Catalog"]>({
    queryKey: ["catalog", region],
    queryFn: () => unwrap(createApi().GET("/v1/catalog", { params: { query: region === null ? {} : { region } } })),
    staleTime: FRESH_MS,
  });
}
