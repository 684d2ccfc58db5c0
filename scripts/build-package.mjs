// Writes the package that others install into dist/package: JavaScript and types of src/client and src/react, and a
// package.json that asks for nothing but what these import. `npm publish dist/package` publishes it; the store itself is no package.
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = new URL("../", import.meta.url);
const target = new URL("dist/package/", root);
/** What the built files import. */
const IMPORTED = ["openapi-fetch"];

const { name, version, description, license, type, engines, exports, dependencies } = JSON.parse(
  readFileSync(new URL("package.json", root), "utf8"),
);

rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
const compiler = fileURLToPath(new URL("node_modules/typescript/bin/tsc", root));
for (const project of ["src/client", "src/react"]) {
  const options = { cwd: fileURLToPath(root), stdio: "inherit" };
  const { status } = spawnSync(process.execPath, [compiler, "-p", project], options);
  if (status !== 0) process.exit(status ?? 1);
}

const manifest = {
  ...{ name, version, description, license, type, engines },
  exports: JSON.parse(JSON.stringify(exports).replaceAll("./dist/package/", "./")),
  dependencies: Object.fromEntries(IMPORTED.map((imported) => [imported, dependencies[imported]])),
  // For coffer/react only.
  peerDependencies: { react: ">=19" },
  peerDependenciesMeta: { react: { optional: true } },
};
writeFileSync(new URL("package.json", target), `${JSON.stringify(manifest, null, 2)}\n`);
copyFileSync(new URL("LICENSE", root), new URL("LICENSE", target));
copyFileSync(new URL("src/client/README.md", root), new URL("README.md", target));
