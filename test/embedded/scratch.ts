import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { createLogger } from "../../src/lib/log.js";

export const quietLog = createLogger("fatal");

/** A new directory for one test, removed when the test is over. Whoever needs to pass it (PostgreSQL's user) can. */
export function scratchDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), "coffer-embedded-"));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}
