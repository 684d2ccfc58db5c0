import { createHash } from "node:crypto";
import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from "yaml";
import { CofferError } from "../lib/errors.js";
import { type Catalog, catalogSchema } from "./schema.js";

/** The longest file that is read, in characters. */
const MAX_TEXT = 1_000_000;

type Issue = { path: string; message: string; line: number; column: number };

/**
 * Reads a catalogue from YAML (or JSON, which is YAML). Its version is made from its text: the same text has the same
 * version everywhere.
 * @throws CofferError `invalid_request` with `issues` [{path, message, line, column}], lines and columns from 1.
 */
export function loadCatalog(text: string): Catalog {
  if (text.length > MAX_TEXT)
    refuse([{ path: "", message: "is longer than a million characters", line: 1, column: 1 }]);
  const lines = new LineCounter();
  // Scalars stay text, so that a price never passes through a float; only null is told apart.
  const document = parseDocument(text, { schema: "failsafe", customTags: ["null"], lineCounter: lines });
  const faults = [...document.errors, ...document.warnings];
  if (faults.length > 0) {
    refuse(
      faults.map((fault) => ({ path: "", message: firstLine(fault.message), ...positionOf(lines, fault.pos[0]) })),
    );
  }

  const parsed = catalogSchema.safeParse(toPlain(document));
  if (!parsed.success) {
    refuse(
      parsed.error.issues.flatMap((issue) => {
        const names = issue.code === "unrecognized_keys" ? issue.keys : [undefined];
        return names.map((name) => {
          const path = name === undefined ? issue.path : [...issue.path, name];
          const message = name === undefined ? issue.message : "is not a field of a catalogue here";
          return { path: writePath(path), message, ...positionOf(lines, offsetOf(document, path)) };
        });
      }),
    );
  }
  return {
    ...parsed.data,
    version: `${parsed.data.id}-${createHash("sha256").update(text).digest("hex").slice(0, 12)}`,
  };
}

function toPlain(document: Document): unknown {
  try {
    return document.toJS();
  } catch (error) {
    // Aliases that would unfold without end.
    return refuse([{ path: "", message: error instanceof Error ? error.message : String(error), line: 1, column: 1 }]);
  }
}

/** Where `path` begins in the text: at its key, or where the nearest thing around it begins if it is missing. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
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
}

function positionOf(lines: LineCounter, offset: number): { line: number; column: number } {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
}

function writePath(path: readonly PropertyKey[]): string {
  return path
    .map((part, index) => (typeof part === "number" ? `[${part}]` : `${index === 0 ? "" : "."}${String(part)}`))
    .join("");
}

function firstLine(text: string): string {
  return text.split("\n", 1)[0] ?? text;
}

function refuse(issues: Issue[]): never {
  const lines = issues.map(({ line, path, message }) => `line ${line}${path === "" ? "" : `, ${path}`}: ${message}`);
  throw new CofferError("invalid_request", `The catalogue cannot be used: ${lines.join("; ")}`, { fields: { issues } });
}
