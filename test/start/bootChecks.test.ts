import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { HDKey } from "@scure/bip32";
import getPort from "get-port";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createKey } from "../../src/api/keys.js";
import { createAddressDeriver } from "../../src/chains/addresses.js";
import { DEVELOPMENT_XPUBS } from "../../src/chains/testXpubs.js";
import { createPool } from "../../src/db/client.js";
import { startEmbeddedPostgres } from "../../src/embedded/postgres.js";
import { readEnv } from "../../src/lib/env.js";
import { createLogger } from "../../src/lib/log.js";
import { createShutdown } from "../../src/lib/shutdown.js";
import { requireDurableDatabase } from "../../src/start/requireDurableDatabase.js";
import { requireNoPlayKeys } from "../../src/start/requireNoPlayKeys.js";
import { requireSafeRedis } from "../../src/start/requireSafeRedis.js";
import { requireSafeSettings } from "../../src/start/safeSettings.js";
import { openStore } from "../../src/start/store.js";
import { scratchDirectory } from "../embedded/scratch.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";
import { startRedis } from "../support/redis.js";

const log = createLogger("silent");
const MNEMONIC = "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about";

/** An account nobody else has, as a wallet would export it. */
function newAccount(): { xpub: string; xprv: string } {
  const seed = crypto.getRandomValues(new Uint8Array(32));
  const account = HDKey.fromMasterSeed(seed).derive("m/44'/60'/0'");
  return { xpub: account.publicExtendedKey, xprv: account.privateExtendedKey };
}

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** Opens a store on this test's database whose nodes are away, as its processes do. */
async function open(variables: Record<string, string>): Promise<void> {
  const shutdown = createShutdown(log);
  const common = { DATABASE_URL: database.url, DATA_DIR: scratchDirectory(), ETHEREUM_RPC_URLS: "http://127.0.0.1:1" };
  try {
    await openStore(readEnv({ ...common, ...variables }), log, shutdown);
  } finally {
    await shutdown.close();
  }
}

describe("case 71: a start", () => {
  const { xpub, xprv } = newAccount();
  const secrets: [string, string, string][] = [
    ["ETHEREUM_XPUB", xprv, "extended private key"],
    ["TRON_XPUB", MNEMONIC, "mnemonic"],
    ["NOTES", MNEMONIC.toUpperCase(), "mnemonic"],
    ["OLD_WALLET", xprv, "extended private key"],
    ["DEPLOYER_PRIVATE_KEY", `0x${"ab".repeat(32)}`, "private key"],
    ["TRON_SWEEP_KEY", "cd".repeat(32), "private key"],
    ["MASTER_SEED", "ef".repeat(64), "private key"],
  ];

  it.each(secrets)("is refused with a key in %s, which is not repeated", (name, value, kind) => {
    const check = () =>
      requireSafeSettings(readEnv({ ETHEREUM_XPUB: xpub }), [
        ["PATH", "/bin"],
        [name, value],
      ]);
    expect(check).toThrow(new RegExp(`${name}: holds an? ${kind}`));
    expect(check).not.toThrow(value);
  });

  it("is not refused for other secrets, nor for an xpub", () => {
    const harmless: [string, string][] = [
      ["ETHEREUM_XPUB", xpub],
      ["SESSION_SECRET", "ab".repeat(32)],
      ["TRON_API_KEY", "cd".repeat(32)],
      ["GREETING", "abandon all hope"],
    ];
    expect(() => requireSafeSettings(readEnv({ ETHEREUM_XPUB: xpub }), harmless)).not.toThrow();
  });

  it("on real chains is refused with a published test xpub, with none, and with what is none", () => {
    const urls = { ETHEREUM_RPC_URLS: "https://node.example" };
    const check = (more: Record<string, string>) => () => requireSafeSettings(readEnv({ ...urls, ...more }), []);
    const published = { ETHEREUM_XPUB: DEVELOPMENT_XPUBS.ethereum };
    expect(check(published)).toThrow("ETHEREUM_XPUB: is a published test key");
    expect(check({ ...published, COFFER_DEV: "1" })).not.toThrow();
    expect(check({ ...published, COFFER_DEV: "1", NODE_ENV: "production" })).toThrow("published test key");
    expect(check({})).toThrow("ETHEREUM_XPUB: is required");
    expect(check({ ETHEREUM_XPUB: "xpub123" })).toThrow("ETHEREUM_XPUB: not an account xpub");
    expect(check({ ETHEREUM_XPUB: xpub })).not.toThrow();
  });
});

describe("case 72: private keys", () => {
  it("are derived and used by the development chains alone: nothing that serves or watches could", async () => {
    const files = (await Promise.all(["src", "workers"].map((folder) => readdir(folder, { recursive: true }))))
      .flatMap((names, index) => names.map((name) => join(index === 0 ? "src" : "workers", name)))
      .filter((file) => file.endsWith(".ts") && !file.startsWith("src/embedded/") && !file.includes("generated"));
    expect(files.length).toBeGreaterThan(200);
    const uses = /fromMasterSeed|privateExtendedKey|privateKeyTo|mnemonicTo|hdKeyTo|signTransaction|signMessage/;
    const texts = await Promise.all(files.map(async (file) => ({ file, text: await readFile(file, "utf8") })));
    expect(texts.filter(({ text }) => uses.test(text)).map(({ file }) => file)).toEqual([]);
  });
});

describe("case 73: an xpub", () => {
  const [first, second] = [newAccount().xpub, newAccount().xpub];
  const openWith = (xpub: string, more: Record<string, string> = {}) =>
    open({ COFFER_DEV: "1", ETHEREUM_XPUB: xpub, ...more });

  it("may be changed until an address of it was issued, and never again", async () => {
    const noNode = "No provider of ethereum answers";
    await expect(openWith(first)).rejects.toThrow(noNode);
    await expect(openWith(second)).rejects.toThrow(noNode);
    await database.pool.query(
      `INSERT INTO networks (network, chain_id, genesis_hash, token) VALUES ('ethereum', '1', 'genesis', 'token')`,
    );
    await database.pool.query(
      `INSERT INTO addresses (network, address_index, address, wallet_id) VALUES ('ethereum', 0, 'a', 'wal_x')`,
    );
    await expect(openWith(first)).rejects.toThrow(/ETHEREUM_XPUB: its fingerprint is \w{16}, but this store issues/);
    // The provider is still away, which no longer matters to a store that knows its chain.
    await openWith(second);
    const { rows } = await database.pool.query("SELECT value FROM settings");
    for (const xpub of [first, second]) expect(JSON.stringify(rows)).not.toContain(xpub);
  });

  it("is compared with the addresses that its wallet wrote down", async () => {
    const file = join(scratchDirectory(), "addresses");
    const ETHEREUM_ADDRESS_LIST = file;
    const derive = createAddressDeriver("ethereum", second);
    const addresses = Array.from({ length: 20 }, (_, index) => derive(index));
    await expect(openWith(second, { ETHEREUM_ADDRESS_LIST })).rejects.toThrow("cannot be read");
    await writeFile(file, addresses.slice(1).join("\n"));
    await expect(openWith(second, { ETHEREUM_ADDRESS_LIST })).rejects.toThrow("holds 19 addresses");
    await writeFile(file, [...addresses.slice(0, 19), derive(20)].join("\n"));
    await expect(openWith(second, { ETHEREUM_ADDRESS_LIST })).rejects.toThrow(`its address 19 is ${derive(19)}`);
    await writeFile(file, `${addresses.join("\n")}\n`);
    await openWith(second, { ETHEREUM_ADDRESS_LIST });
  });
});

describe("a store that takes real money", () => {
  it("case 46: refuses a PostgreSQL that may lose what it has acknowledged", async () => {
    const real = { ETHEREUM_XPUB: newAccount().xpub };
    await expect(open(real)).rejects.toThrow("runs with fsync = off, full_page_writes = off, synchronous_commit = off");
    const directory = scratchDirectory();
    const postgres = await startEmbeddedPostgres({ directory, port: await getPort(), durable: true, log });
    const lax = `${postgres.url}?options=${encodeURIComponent("-c synchronous_commit=off")}`;
    const pools = [createPool(postgres.url, 1), createPool(lax, 1)] as const;
    try {
      await requireDurableDatabase(pools[0], { isReal: true, log });
      await expect(requireDurableDatabase(pools[1], { isReal: true, log })).rejects.toThrow("synchronous_commit = off");
      await requireDurableDatabase(pools[1], { isReal: false, log });
    } finally {
      for (const pool of pools) await pool.end();
      await postgres.close();
    }
  });

  it("refuses a Redis that evicts, or keeps nothing", async () => {
    const redis = await startRedis();
    const check = (isReal: boolean) => requireSafeRedis(redis.url, { isReal, log });
    await check(true);
    await redis.client.config("SET", "maxmemory-policy", "allkeys-lru");
    await expect(check(true)).rejects.toThrow("REDIS_URL: this Redis has maxmemory-policy allkeys-lru");
    await check(false);
    await redis.client.config("SET", "maxmemory-policy", "noeviction");
    await redis.client.config("SET", "appendonly", "no");
    await expect(check(true)).rejects.toThrow("set appendonly yes");
    await redis.close();
    // One that is away is waited for by whoever needs it.
    await check(true);
  });

  it("refuses a database that play keys open", async () => {
    const { pool } = database;
    await requireNoPlayKeys(pool);
    const { id } = await createKey(pool, { role: "store", client: "play", play: true });
    await expect(requireNoPlayKeys(pool)).rejects.toThrow(`play keys (${id})`);
    await pool.query("UPDATE api_keys SET revoked_at = now() WHERE id = $1", [id]);
    await requireNoPlayKeys(pool);
  });
});
