import { createRequire } from "node:module";
import { arch, platform } from "node:os";
import { dirname, join } from "node:path";
import { UnavailableError } from "../lib/errors.js";

/**
 * Anvil's program inside the package for this platform.
 * @throws UnavailableError where there is none.
 */
export function findAnvilBinary(): string {
  const processor = arch() === "x64" ? "amd64" : arch();
  const name = `@foundry-rs/anvil-${platform()}-${processor}`;
  try {
    const require = createRequire(import.meta.url);
    // The launcher's package exports nothing but its program, so the way leads over that of this platform.
    const launcher = createRequire(require.resolve("@foundry-rs/anvil/package.json"));
    const directory = dirname(launcher.resolve(`${name}/package.json`));
    return join(directory, "bin", platform() === "win32" ? "anvil.exe" : "anvil");
  } catch (error) {
    throw new UnavailableError(
      `the Ethereum development chain's package ${name} is not installed: run npm ci, or set ETHEREUM_RPC_URLS`,
      { cause: error },
    );
  }
}
