import { readFile } from "node:fs/promises";
import type { CatalogVersions } from "../checkout/catalogVersions.js";

/** What a store is opened for: one of its own processes, or a command in somebody's shell. */
export type Opener = "process" | "command";

/**
 * Reads the catalogue at a start. What ships with this release, and what a command's shell names, only begin a store: an
 * upgrade or a command never changes the prices of one that sells.
 * @param file the operator's own; undefined: the one that ships.
 * @throws CofferError `invalid_request` with the lines that are wrong.
 */
export async function readCatalog(catalogs: CatalogVersions, file: string | undefined, opener: Opener): Promise<void> {
  const text = await readFile(file ?? "catalogs/default.yaml", "utf8");
  await (file === undefined || opener === "command" ? catalogs.begin(text) : catalogs.publish(text));
}
