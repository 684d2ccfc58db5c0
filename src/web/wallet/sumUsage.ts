import type { components } from "../../client/schema.js";
import { fromUnits, toUnits } from "../lib/amounts.js";

type Bucket = components["schemas"]["UsageReport"]["buckets"][number];

export type UsageRow = {
  key: string;
  credits: string;
  count: number;
  usable: number;
  /** Credits spent, on failed outputs too, over usable outputs; null where none was usable. */
  creditsPerUsable: string | null;
};

function rowOf(key: string, buckets: readonly Bucket[]): UsageRow {
  const units = buckets.reduce((sum, { credits }) => sum + toUnits(credits), 0n);
  const count = buckets.reduce((sum, bucket) => sum + bucket.count, 0);
  const usable = count - buckets.reduce((sum, { failed }) => sum + failed, 0);
  const creditsPerUsable = usable === 0 ? null : fromUnits(units / BigInt(usable));
  return { key, credits: fromUnits(units), count, usable, creditsPerUsable };
}

/** What was used, a row for each operation, model or service, the dearest first, and all of it together. */
export function sumUsage(buckets: readonly Bucket[]): { rows: UsageRow[]; total: UsageRow } {
  const keys = [...new Set(buckets.map(({ key }) => key))];
  const rows = keys.map((key) =>
    rowOf(
      key,
      buckets.filter((bucket) => bucket.key === key),
    ),
  );
  rows.sort((left, right) => (toUnits(right.credits) > toUnits(left.credits) ? 1 : -1));
  return { rows, total: rowOf("", buckets) };
}
