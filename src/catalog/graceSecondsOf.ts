import type { Catalog } from "./schema.js";

/** How long credits live on that return to a lot which lapsed meanwhile, in seconds. */
export function graceSecondsOf({ grace }: Catalog): number {
  return grace.expiredLotHours * 3_600;
}
