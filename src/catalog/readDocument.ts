import { isMap, isNode, isScalar, LineCounter, parseDocument } from "yaml";
import { CofferError } from "../lib/errors.js";

/** The longest file that is read, in characters. */
const MAX_TEXT = 1_000_000;

/** What is wrong with a catalogue's text, and where: `line` and `column` count from 1. */
export type CatalogIssue = { path: string; message: string; line: number; column: number };

/** A catalogue's text as data, every scalar still text. */
export type CatalogDocument = {
  plain: unknown;
  /** Where `path` begins in the text: at its key, or where the nearest thing around it begins if it is missing. */
  positionOf(path: readonly PropertyKey[]): { line: number; column: number };
};

/**
 * Reads YAML, or JSON, which is YAML. Scalars stay text, so that a price never passes through a float; only null is told
 * apart.
 * @throws CofferError `invalid_request` with `issues` [{path, message, line, column}].
 */
export function readDocument(text: string): CatalogDocument {
  const start = { path: "", line: 1, column: 1 };
  if (text.length > MAX_TEXT) refuseCatalog([{ ...start, message: "is longer than a million characters" }]);
  const lines = new LineCounter();
  const document = parseDocument(text, { schema: "failsafe", customTags: ["null"], lineCounter: lines });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const faults = [...document.errors, ...document.warnings];
  if (faults.length > 0) {
    refuseCatalog(faults.map((fault) => ({ path: "", message: firstLine(fault.message), ...at(fault.pos[0]) })));
  }

  const offsetOf = (path: readonly PropertyKey[]): number => {
    for (let length = path.length; length > 0; length -= 1) {
      const parent = document.getIn(path.slice(0, length - 1), true);
      const key = path[length - 1];
      if (isMap(parent)) {
        const pair = parent.items.find((item) => isScalar(item.key) && item.key.value === key);
        if (isNode(pair?.key) && pair.key.range) return pair.key.range[0];
      } else {
        const node = document.getIn(path.slice(0, length), true);
        if (isNode(node) && node.range) return node.range[0];
      }
    }
    return document.contents?.range?.[0] ?? 0;
  };
  try {
    return { plain: document.toJS(), positionOf: (path) => at(offsetOf(path)) };
  } catch (error) {
    // Aliases that would unfold without end.
    return refuseCatalog([{ ...start, message: error instanceof Error ? error.message : String(error) }]);
  }
}

/** @throws CofferError `invalid_request`, always. */
export function refuseCatalog(issues: CatalogIssue[]): never {
  const lines = issues.map(({ line, path, message }) => `line ${line}${path === "" ? "" : `, ${path}`}: ${message}`);
  throw new CofferError("invalid_request", `The catalogue cannot be used: ${lines.join("; ")}`, { fields: { issues } });
}

function firstLine(text: string): string {
  return text.split("\n", 1)[0] ?? text;
}
