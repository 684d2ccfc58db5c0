import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";

type Rule = { from: { path?: string }; to: { path?: string; pathNot?: string[] | string } };

/** `src/api` of `^src/api/`; a file's own rule, such as that of queues.ts, is none of a folder. */
const folderOf = (pattern: string) => /^\^src\/(\w+)\/$/.exec(pattern)?.[1];

/** What each folder may import, as dependency-cruiser holds it. */
async function readRules(): Promise<Map<string, string[]>> {
  const { default: config } = (await import(pathToFileURL(".dependency-cruiser.mjs").href)) as {
    default: { forbidden: Rule[] };
  };
  return new Map(
    config.forbidden.flatMap(({ from, to }) => {
      const folder = folderOf(from.path ?? "");
      if (folder === undefined || !Array.isArray(to.pathNot)) return [];
      const allowed = to.pathNot.flatMap((pattern) => folderOf(pattern) ?? []).filter((each) => each !== folder);
      return [[folder, allowed.toSorted()] as const];
    }),
  );
}

/** The same as docs/architecture.md draws it: rows that name folders, and those that they may import. */
function readTable(): Map<string, string[]> {
  const names = (cell: string) => [...cell.matchAll(/`(\w+)`/g)].map(([, name = ""]) => name);
  const page = readFileSync("docs/architecture.md", "utf8");
  const rows = [...page.matchAll(/^\| (`.+) \| (nothing of ours|`.+) \|$/gm)];
  return new Map(
    rows.flatMap(([, folders = "", allowed = ""]) => names(folders).map((each) => [each, names(allowed).toSorted()])),
  );
}

it("docs/architecture.md draws the arrows between folders that `npm run check` holds", async () => {
  const rules = await readRules();
  expect(rules.size).toBeGreaterThan(10);
  expect([...readTable()].toSorted()).toEqual([...rules].toSorted());
});
