import { checkCatalog } from "./check.js";
import { loadCatalog } from "./load.js";
import { type CatalogIssue, readDocument, refuseCatalog } from "./readDocument.js";
import type { Catalog } from "./schema.js";

/** The steps to what a contradiction names: `packs.small` is the pack with that id, `rules.0` the first rule. Ids may have dots in them. */
function stepsTo(plain: unknown, path: string): PropertyKey[] {
  const steps: PropertyKey[] = [];
  let node = plain;
  for (let rest = path; rest !== ""; ) {
    const inList = Array.isArray(node)
      ? node.findIndex(({ id }, index) => `${rest}.`.startsWith(`${id ?? index}.`))
      : -1;
    const first = rest.split(".", 1)[0] ?? rest;
    const name = Array.isArray(node) ? String(node[inList]?.id ?? first) : first;
    const step = Array.isArray(node) ? inList : name;
    steps.push(step);
    node = (node as Record<PropertyKey, unknown> | undefined)?.[step];
    rest = rest.slice(name.length + 1);
  }
  return steps;
}

/**
 * Reads a catalogue and says where it contradicts itself, with lines.
 * @throws CofferError `invalid_request` as {@link loadCatalog}.
 */
export function findContradictions(text: string): { catalog: Catalog; issues: CatalogIssue[] } {
  const catalog = loadCatalog(text);
  const { plain, positionOf } = readDocument(text);
  const issues = checkCatalog(catalog).map((found) => ({ ...found, ...positionOf(stepsTo(plain, found.path)) }));
  return { catalog, issues };
}

/**
 * Passes a catalogue that may be sold from.
 * @throws CofferError `invalid_request` with `issues` [{path, message, line, column}].
 */
export function requireConsistent(text: string): void {
  const { issues } = findContradictions(text);
  if (issues.length > 0) refuseCatalog(issues);
}
