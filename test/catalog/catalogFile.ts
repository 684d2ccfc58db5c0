import { readFileSync } from "node:fs";
import { loadCatalog } from "../../src/catalog/load.js";
import type { Catalog } from "../../src/catalog/schema.js";
import { CofferError } from "../../src/lib/errors.js";

/** The text of a ready-made catalogue. */
export function catalogText(name: string): string {
  return readFileSync(new URL(`../../catalogs/${name}.yaml`, import.meta.url), "utf8");
}

/** A ready-made catalogue. */
export function catalogFile(name: string): Catalog {
  return loadCatalog(catalogText(name));
}

/** The default catalogue with parts of its text replaced; every part must be there. */
export function changedDefault(...changes: [from: string, to: string][]): Catalog {
  let text = catalogText("default");
  for (const [from, to] of changes) {
    if (!text.includes(from)) throw new Error(`The default catalogue has no "${from}"`);
    text = text.replace(from, to);
  }
  return loadCatalog(text);
}

/** The CofferError that a call throws. */
export function errorOf(call: () => unknown): CofferError {
  try {
    call();
  } catch (error) {
    if (error instanceof CofferError) return error;
    throw error;
  }
  throw new Error("It did not throw");
}
