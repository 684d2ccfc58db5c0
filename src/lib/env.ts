import { resolve } from "node:path";
import { z } from "zod";
import { parseConfirmations } from "./confirmations.js";
import { parseAmount } from "./money.js";
import { hosts, listOf, providers } from "./urlLists.js";

/** Text that holds nothing counts as not set, as in shells and Compose files. */
const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema.optional());

const url = z.url({ error: "must be a URL, such as postgresql://user:password@host:5432/name" });
const webUrl = z.url({ protocol: /^https?$/, error: "must be a web address, such as https://shop.example/credits" });
/** Exact origins: a path or a wildcard in a frame-ancestors rule would not mean what whoever wrote it thinks. */
const origins = z.string().transform((text, context) => {
  const parts = listOf(text);
  for (const part of parts) {
    if (URL.canParse(part) && new URL(part).origin === part) continue;
    context.addIssue({
      code: "custom",
      message: `must be origins such as https://shop.example, separated by commas; "${part}" is none`,
    });
  }
  return parts;
});
const usdt = z.string().transform((text, context) => {
  try {
    return parseAmount(text);
  } catch {
    context.addIssue({ code: "custom", message: 'must be an amount in USDT in shortest form, such as "1" or "0.5"' });
    return z.NEVER;
  }
});
const confirmations = z.string().transform((text, context) => {
  try {
    return parseConfirmations(text);
  } catch (error) {
    context.addIssue({
      code: "custom",
      message: error instanceof Error ? error.message : "is not a confirmation rule",
    });
    return z.NEVER;
  }
});
const integer = (least: number, most: number) => z.coerce.number().int().min(least).max(most);

const schema = z.object({
  NODE_ENV: optional(z.string()),
  PORT: optional(integer(0, 65_535)),
  HOST: optional(z.string()),
  DATA_DIR: optional(z.string()),
  DATABASE_URL: optional(url),
  DIRECT_DATABASE_URL: optional(url),
  REDIS_URL: optional(z.url({ protocol: /^rediss?$/, error: "must be a redis:// or rediss:// URL" })),
  CATALOG: optional(z.string()),
  COFFER_DEV: optional(z.enum(["0", "1"])),
  ETHEREUM_RPC_URLS: optional(providers(1)),
  TRON_RPC_URLS: optional(providers(2)),
  DEV_BLOCK_MS: optional(integer(100, 60_000)),
  ETHEREUM_XPUB: optional(z.string()),
  TRON_XPUB: optional(z.string()),
  ETHEREUM_ADDRESS_LIST: optional(z.string()),
  TRON_ADDRESS_LIST: optional(z.string()),
  ETHEREUM_USDT: optional(z.string()),
  TRON_USDT: optional(z.string()),
  ETHEREUM_CONFIRMATIONS: optional(confirmations),
  TRON_CONFIRMATIONS: optional(confirmations),
  TRON_API_KEY: optional(z.string()),
  CHECKOUT_TTL_SECONDS: optional(integer(1, 604_800)),
  MINIMUM_DEPOSIT_USDT: optional(usdt),
  REVIEW_ABOVE_USDT: optional(usdt),
  CROSS_CHECK_ABOVE_USDT: optional(usdt),
  OTEL_EXPORTER_OTLP_ENDPOINT: optional(url),
  METRICS_HOST: optional(z.string()),
  METRICS_PORT: optional(integer(0, 65_535)),
  WEBHOOK_ALLOW_HOSTS: optional(hosts),
  EMBED_ORIGINS: optional(origins),
  TOP_UP_URL: optional(webUrl),
  TRUST_PROXY_HOPS: optional(integer(0, 10)),
  LOG_LEVEL: optional(z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"])),
  PUBLIC_URL: optional(url),
});

/** Every setting, with its default; amounts in base units, times in the unit that their name says. */
export type Env = ReturnType<typeof readEnv>;

/** A setting was refused. The message lists every problem, one a line. */
export class EnvError extends Error {
  override readonly name = "EnvError";
}

/** Every variable that is set, ours or not, with its value: whoever runs the store may have left a secret in any of them. */
export function listVariables(source: NodeJS.ProcessEnv = process.env): [name: string, value: string][] {
  return Object.entries(source).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
}

/**
 * Reads the environment once, at start. No other file reads `process.env`.
 * @throws EnvError naming every variable that is wrong and what would be right.
 */
export function readEnv(source: NodeJS.ProcessEnv = process.env) {
  const parsed = schema.safeParse(source);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
    throw new EnvError(`The environment is not usable:\n${lines.join("\n")}`);
  }
  const env = parsed.data;
  const host = env.HOST ?? "127.0.0.1";
  return {
    production: env.NODE_ENV === "production",
    port: env.PORT ?? 3000,
    /** Whether PORT was set: a port that was asked for is not exchanged for another. */
    portIsAsked: env.PORT !== undefined,
    host,
    dataDir: resolve(env.DATA_DIR ?? ".coffer"),
    databaseUrl: env.DATABASE_URL,
    directDatabaseUrl: env.DIRECT_DATABASE_URL ?? env.DATABASE_URL,
    redisUrl: env.REDIS_URL,
    /** The operator's own; undefined: the one that ships. */
    catalog: env.CATALOG,
    development: env.COFFER_DEV === "1",
    developmentBlockMs: env.DEV_BLOCK_MS ?? 500,
    ethereum: {
      urls: env.ETHEREUM_RPC_URLS,
      xpub: env.ETHEREUM_XPUB,
      addressList: env.ETHEREUM_ADDRESS_LIST,
      usdt: env.ETHEREUM_USDT,
      confirmations: env.ETHEREUM_CONFIRMATIONS ?? parseConfirmations("12"),
    },
    tron: {
      urls: env.TRON_RPC_URLS,
      xpub: env.TRON_XPUB,
      addressList: env.TRON_ADDRESS_LIST,
      usdt: env.TRON_USDT,
      confirmations: env.TRON_CONFIRMATIONS ?? parseConfirmations("final"),
      apiKey: env.TRON_API_KEY,
    },
    checkoutTtlSeconds: env.CHECKOUT_TTL_SECONDS ?? 3600,
    minimumDeposit: env.MINIMUM_DEPOSIT_USDT ?? parseAmount("1"),
    reviewAbove: env.REVIEW_ABOVE_USDT,
    crossCheckAbove: env.CROSS_CHECK_ABOVE_USDT ?? parseAmount("1000"),
    embedOrigins: env.EMBED_ORIGINS ?? [],
    /** The shop's page that sells credits; `{walletId}` in it stands for the wallet. */
    topUpUrl: env.TOP_UP_URL,
    traceEndpoint: env.OTEL_EXPORTER_OTLP_ENDPOINT,
    metrics: { host: env.METRICS_HOST ?? "127.0.0.1", port: env.METRICS_PORT ?? 9464 },
    trustProxyHops: env.TRUST_PROXY_HOPS ?? 0,
    /** Hosts that webhooks may go to whatever their address. */
    webhookAllowHosts: new Set(env.WEBHOOK_ALLOW_HOSTS ?? []),
    logLevel: env.LOG_LEVEL ?? "info",
    publicUrl: env.PUBLIC_URL,
  };
}
