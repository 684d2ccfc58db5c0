import { execFileSync } from "node:child_process";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";

const BUILT = "dist/web";
/** Compressed script that a buyer's page may load, in bytes. */
const SCRIPT_MAX = 200_000;

beforeAll(() => {
  execFileSync(process.execPath, ["scripts/build-web.mjs", "--if-stale"]);
});

/** The page's scripts and all that they import without being asked to; what loads on demand is left out. */
async function scriptsOf(page: string): Promise<Set<string>> {
  const html = await readFile(join(BUILT, page), "utf8");
  const found = new Set([...html.matchAll(/(?:src|href)="\/((?:assets\/)?[^"]+\.js)"/g)].map(([, path = ""]) => path));
  for (const path of found) {
    const code = await readFile(join(BUILT, path), "utf8");
    for (const [, name = ""] of code.matchAll(/(?:from|import)\s*["'`]\.\/([^"'`]+\.js)["'`]/g))
      found.add(`assets/${name}`);
  }
  return found;
}

it.each(["pricing.html", "checkout.html", "wallet.html"])(
  "%s loads less than 200 kB of compressed script",
  async (page) => {
    const scripts = await scriptsOf(page);
    const sizes = await Promise.all([...scripts].map(async (path) => (await stat(join(BUILT, `${path}.br`))).size));
    expect(scripts.size).toBeGreaterThan(1);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(SCRIPT_MAX);
  },
);
