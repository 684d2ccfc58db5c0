import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { createKey, findKey } from "../api/keys.js";
import type { Pool } from "../db/client.js";

const keysSchema = z.object({ store: z.string(), service: z.string(), operator: z.string() });

export type DevelopmentKeys = z.infer<typeof keysSchema>;

async function readKeys(pool: Pool, file: string): Promise<DevelopmentKeys | null> {
  try {
    const keys = keysSchema.parse(JSON.parse(await readFile(file, "utf8")));
    const known = await Promise.all(Object.values(keys).map((key) => findKey(pool, key)));
    return known.every((key) => key !== null) ? keys : null;
  } catch {
    return null;
  }
}

/** The play keys of a store on development chains, one a role, kept in `keys.json` (mode 0600). Made anew only where the store does not know them. */
export async function ensureDevelopmentKeys(pool: Pool, dataDir: string): Promise<DevelopmentKeys> {
  const file = join(dataDir, "keys.json");
  const known = await readKeys(pool, file);
  if (known !== null) return known;
  const make = async (role: keyof DevelopmentKeys) =>
    (await createKey(pool, { role, client: `development ${role}`, play: true })).key;
  const keys = { store: await make("store"), service: await make("service"), operator: await make("operator") };
  await writeFile(file, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600 });
  return keys;
}
