import { CofferError } from "../lib/errors.js";

/** A part of a list. `limit` is 1–200. */
export type PageRequest = { limit: number; cursor?: string | undefined };

export type Page<Item> = { data: Item[]; nextCursor: string | null };

/** Cuts the page out of `limit + 1` items that were read. */
export function toPage<Item>(items: Item[], limit: number, cursorOf: (item: Item) => string): Page<Item> {
  const data = items.slice(0, limit);
  const last = data.at(-1);
  return { data, nextCursor: items.length > limit && last !== undefined ? cursorOf(last) : null };
}

/**
 * The page out of a list that is short and read whole, after the item whose cursor was given.
 * @throws CofferError `invalid_request` for a cursor that no item has.
 */
export function pageOf<Item>(
  items: Item[],
  { limit, cursor }: PageRequest,
  cursorOf: (item: Item) => string,
): Page<Item> {
  const place = cursor === undefined ? -1 : items.findIndex((item) => cursorOf(item) === cursor);
  if (cursor !== undefined && place === -1) throw badCursor();
  return toPage(items.slice(place + 1), limit, cursorOf);
}

/** The error for a cursor that this list did not give. */
export function badCursor(): CofferError {
  return new CofferError("invalid_request", "The cursor is not one that this list gave.", {
    fields: { issues: [{ path: "cursor", message: "is not one that this list gave" }] },
  });
}
