import { readFile } from "node:fs/promises";
import type { CatalogVersions } from "../checkout/catalogVersions.js";

const readText = (file: string | undefined) => readFile(file ?? "catalogs/default.yaml", "utf8");

/**
 * Begins a store by its catalogue where it has none yet. One that sells goes on as it does: an upgrade, a command or a start that
 * fails never changes its prices.
 * @param file the operator's own; undefined: the one that ships.
 * @throws CofferError `invalid_request` with the lines that are wrong, whether the store begins or not.
 */
export async function beginCatalog(catalogs: CatalogVersions, file: string | undefined): Promise<void> {
  await catalogs.begin(await readText(file));
}

/** Publishes the catalogue that the operator names, where its text is new. What ships is never published over another. */
export async function publishNamedCatalog(catalogs: CatalogVersions, file: string | undefined): Promise<void> {
  if (file !== undefined) await catalogs.publish(await readText(file));
}
