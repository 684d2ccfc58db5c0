import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type PageFiles, readPageFiles } from "../api/pageFiles.js";
import type { Logger } from "../lib/log.js";

const BUILT = fileURLToPath(new URL("../../dist/web", import.meta.url));
const BUILD = fileURLToPath(new URL("../../scripts/build-web.mjs", import.meta.url));

/** Builds the pages where their sources have changed. A build that fails is logged, and the last good one serves on. */
async function rebuild(log: Logger): Promise<void> {
  const child = spawn(process.execPath, [BUILD, "--if-stale"], { stdio: ["ignore", "ignore", "pipe"] });
  let errors = "";
  child.stderr.on("data", (chunk) => {
    errors += chunk;
  });
  const [code] = await once(child, "close");
  if (code !== 0) log.error({ code, output: errors.slice(-2_000) }, "the pages could not be built");
}

/** The built pages, fresh; in production as they were built with the release. */
export async function openPages({ production, log }: { production: boolean; log: Logger }): Promise<PageFiles> {
  if (!production && existsSync(BUILD)) await rebuild(log);
  const files = await readPageFiles(BUILT);
  if (files.size === 0) log.warn("the pages are not built: npm run build:web");
  return files;
}
