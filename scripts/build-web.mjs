// Builds the pages (src/web) into dist/web, each file beside its compressed form. With --if-stale it does nothing where
// dist/web was built from the very sources that are there now. The result replaces the old one only when it is complete.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";

const root = fileURLToPath(new URL("..", import.meta.url));
const target = join(root, "dist/web");
/** Names the sources that dist/web was built from. */
const STAMP = "built-from.txt";
const COMPRESSIBLE = /\.(html|js|css|svg)$/;
const SWAP_TRIES = 20;

function listFiles(folder) {
  if (!existsSync(folder)) return [];
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => join(folder, name));
  return paths.filter((path) => statSync(path).isFile()).sort();
}

function hashSources() {
  const folders = ["src/web", "src/client"].flatMap((folder) => listFiles(join(root, folder)));
  const files = [...folders, join(root, "package-lock.json"), fileURLToPath(import.meta.url)];
  const hash = createHash("sha256");
  for (const file of files) hash.update(`${file.slice(root.length)}\n`).update(readFileSync(file));
  return hash.digest("hex");
}

function compress(folder) {
  for (const file of listFiles(folder).filter((name) => COMPRESSIBLE.test(name))) {
    // 9 takes a tenth of the time of 11 and leaves it a little larger.
    const options = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };
    writeFileSync(`${file}.br`, brotliCompressSync(readFileSync(file), options));
  }
}

/** Puts the finished build in place. Another build may do the same at this moment: then the later one stays. */
function swap(draft) {
  const retired = `${draft}-old`;
  for (let tries = 1; ; tries += 1) {
    try {
      if (existsSync(target)) renameSync(target, retired);
      renameSync(draft, target);
      break;
    } catch (error) {
      if (tries === SWAP_TRIES) throw error;
    } finally {
      rmSync(retired, { recursive: true, force: true });
    }
  }
}

/** embed.js is for pages of shops: one classic script, with one global name. */
function embedScript(outDir) {
  const lib = {
    entry: join(root, "src/web/embed/embed.ts"),
    name: "Coffer",
    formats: ["iife"],
    fileName: () => "embed.js",
  };
  return { configFile: false, publicDir: false, logLevel: "warn", build: { outDir, emptyOutDir: false, lib } };
}

const onlyIfStale = process.argv.includes("--if-stale");
const sources = hashSources();
const built = existsSync(join(target, STAMP)) ? readFileSync(join(target, STAMP), "utf8") : "";
if (onlyIfStale && built === sources) process.exit(0);

const { build } = await import("vite").catch(() => ({ build: null }));
if (build === null) {
  console.error("The pages were not built: vite is missing. It comes with the development dependencies (npm ci).");
  process.exit(onlyIfStale ? 0 : 1);
}
const draft = `${target}-${process.pid}`;
try {
  await build({ configFile: join(root, "src/web/vite.config.ts"), logLevel: "warn", build: { outDir: draft } });
  await build(embedScript(draft));
  compress(draft);
  writeFileSync(join(draft, STAMP), sources);
  swap(draft);
} finally {
  rmSync(draft, { recursive: true, force: true });
}
