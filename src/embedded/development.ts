import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { UnavailableError } from "../lib/errors.js";

const privateKeySchema = z.templateLiteral(["0x", z.string().regex(/^[0-9a-f]{64}$/)]);

const ethereumSchema = z.object({
  rpcUrl: z.url(),
  chainId: z.int(),
  usdt: z.string(),
  faucetPrivateKey: privateKeySchema,
});

const tronSchema = z.object({
  rpcUrl: z.url(),
  usdt: z.string(),
  /** 64 hex digits; the TRON node writes them without 0x. */
  faucetPrivateKey: z.string().regex(/^(0x)?[0-9a-f]{64}$/),
});

const developmentSchema = z.object({ ethereum: ethereumSchema.optional(), tron: tronSchema.optional() });

/** The development chains, as `dev.json` says where they are and whose money they have. */
export type Development = { ethereum: z.infer<typeof ethereumSchema>; tron: z.infer<typeof tronSchema> };

/** The same where not both chains were asked for. */
export type SomeDevelopment = {
  ethereum?: Development["ethereum"] | undefined;
  tron?: Development["tron"] | undefined;
};

function fileOf(dataDir: string): string {
  return join(dataDir, "dev.json");
}

/**
 * Reads `dev.json` in a DATA_DIR.
 * @throws UnavailableError when no development chains were started there.
 */
export function readDevelopment(dataDir: string): SomeDevelopment {
  try {
    return developmentSchema.parse(JSON.parse(readFileSync(fileOf(dataDir), "utf8")));
  } catch (error) {
    throw new UnavailableError(`no development chains are known in ${dataDir}: start the store there first`, {
      cause: error,
    });
  }
}

/** Writes `dev.json`, which only its owner can read. */
export function writeDevelopment(dataDir: string, development: SomeDevelopment): void {
  const draft = `${fileOf(dataDir)}.${process.pid}.new`;
  writeFileSync(draft, `${JSON.stringify(development, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, fileOf(dataDir));
}
