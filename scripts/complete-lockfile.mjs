// Adds to package-lock.json the optional packages of other platforms that a registry mirror without them leaves out:
// `npm ci` refuses a lockfile that lacks any optional dependency of an installed package, even one it would never install.
// Run it after `npm install` where the mirror carries one platform only; elsewhere it finds nothing to add.
import { readFileSync, writeFileSync } from "node:fs";

const lockFile = new URL("../package-lock.json", import.meta.url);
const lock = JSON.parse(readFileSync(lockFile, "utf8"));
const systems = ["android", "darwin", "freebsd", "linux", "netbsd", "openbsd", "openharmony", "sunos", "aix", "win32"];
const processors = {
  amd64: "x64",
  x64: "x64",
  arm64: "arm64",
  arm: "arm",
  ia32: "ia32",
  x86: "ia32",
  riscv64: "riscv64",
  ppc64: "ppc64",
  s390x: "s390x",
  loong64: "loong64",
  mips64el: "mips64el",
  armhf: "arm",
  ppc64le: "ppc64",
  wasm32: "wasm32",
};

/** The lock entry of a package that is named after its platform, such as `@biomejs/cli-linux-x64-musl`. */
function platformEntry(name, version) {
  const words = name.split("/").at(-1).split(/[-_]/);
  const os = systems.find((system) => words.includes(system) || (system === "win32" && words.includes("windows")));
  const cpu = words.map((word) => processors[word]).find(Boolean);
  return {
    version,
    optional: true,
    ...(cpu ? { cpu: [cpu] } : {}),
    ...(os ? { os: [os] } : {}),
    ...(words.some((word) => word.includes("musl")) ? { libc: ["musl"] } : {}),
  };
}

let added = 0;
for (const [path, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const places = [`${path}/node_modules/${name}`, `node_modules/${name}`];
    if (places.some((place) => lock.packages[place])) continue;
    lock.packages[`node_modules/${name}`] = { ...platformEntry(name, version), ...(entry.dev ? { dev: true } : {}) };
    console.log(`added ${name}@${version}`, JSON.stringify(lock.packages[`node_modules/${name}`]));
    added += 1;
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
if (added > 0) writeFileSync(lockFile, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added} optional packages of other platforms added to package-lock.json`);
