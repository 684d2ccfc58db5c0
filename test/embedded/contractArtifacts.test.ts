import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));

describe("the compiled contracts", () => {
  it("are what the Solidity beside them compiles to", () => {
    const recompiled = execFileSync(process.execPath, ["scripts/compile-contracts.mjs", "--stdout"], {
      cwd: root,
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
    });
    const committed = readFileSync(`${root}src/embedded/contracts/artifacts.json`, "utf8");
    // Compared by contract first, so that a failure names the contract instead of printing all of the bytecode.
    const contracts = (text: string): Record<string, string> =>
      Object.fromEntries(Object.entries(JSON.parse(text)).map(([name, value]) => [name, JSON.stringify(value)]));
    const before = contracts(committed);
    const changed = Object.entries(contracts(recompiled)).filter(([name, value]) => before[name] !== value);
    expect(changed.map(([name]) => name)).toEqual([]);
    expect(recompiled === committed, "run node scripts/compile-contracts.mjs").toBe(true);
  });
});
