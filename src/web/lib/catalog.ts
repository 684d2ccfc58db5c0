import { useQuery } from "@tanstack/react-query";
import { createApi, type Schemas, unwrap } from "./api.js";

/** Prices hold for a while; what a checkout sells is fixed in its own terms anyway. */
const FRESH_MS = 60_000;

/** What is sold, on which networks. */
export function useCatalog() {
  return useQuery<Schemas["Catalog"]>({
    queryKey: ["catalog"],
    queryFn: () => unwrap(createApi().GET("/v1/catalog")),
    staleTime: FRESH_MS,
  });
}
