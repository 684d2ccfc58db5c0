import { readAccountXpub } from "../chains/addresses.js";
import { type PrivateKeyKind, recognizePrivateKey } from "../chains/recognizePrivateKey.js";
import { isPublishedTestXpub } from "../chains/testXpubs.js";
import { type Env, EnvError, listVariables } from "../lib/env.js";
import { messageOf } from "../lib/errors.js";

/** Whether this store runs on chains of its own: no provider is configured for either network. */
export function usesDevelopmentChains(env: Env): boolean {
  return env.ethereum.urls === undefined && env.tron.urls === undefined;
}

/** Whether this store takes real money: on chains that are not its own, unless it is said to be a test. */
export function takesRealMoney(env: Env): boolean {
  return env.production || !(usesDevelopmentChains(env) || env.development);
}

/** Variables in which bare hex digits are a private key; in others they may be anything. */
const NAMED_LIKE_A_KEY = /PRIV|SEED|MNEMONIC|WALLET|XPUB|XPRV|(ETH|TRON|TRX|USDT|SIGN|SWEEP|PAY)\w*(?<!API)_KEY$/i;

/** What of a private key a variable holds, or null. */
function privateKeyIn(name: string, value: string): PrivateKeyKind | null {
  const kind = recognizePrivateKey(value);
  return kind === "private key" && !NAMED_LIKE_A_KEY.test(name) ? null : kind;
}

function problemOf(xpub: string | undefined, isReal: boolean): string | null {
  if (xpub === undefined) return "is required where the network's RPC_URLS are set.";
  try {
    readAccountXpub(xpub);
  } catch (error) {
    return messageOf(error);
  }
  if (!isReal || !isPublishedTestXpub(xpub)) return null;
  return "is a published test key that anybody can spend from; use your own, or COFFER_DEV=1 on a test chain.";
}

function* problems(env: Env): Generator<string> {
  const development = usesDevelopmentChains(env);
  if (development && env.production) {
    yield "ETHEREUM_RPC_URLS, TRON_RPC_URLS: at least one is required with NODE_ENV=production; development chains take play money.";
  }
  if (development && env.databaseUrl !== undefined && !env.development) {
    yield "DATABASE_URL: with development chains, say that this is no real store by COFFER_DEV=1, or set ETHEREUM_RPC_URLS or TRON_RPC_URLS.";
  }
  for (const [network, { urls, xpub }] of Object.entries({ ETHEREUM: env.ethereum, TRON: env.tron })) {
    const problem = urls === undefined ? null : problemOf(xpub, takesRealMoney(env));
    if (problem !== null) yield `${network}_XPUB: ${problem}`;
  }
}

function* keysIn(variables: readonly [name: string, value: string][]): Generator<string> {
  for (const [name, value] of variables) {
    const kind = privateKeyIn(name, value);
    if (kind === null) continue;
    const wanted = name.endsWith("_XPUB") ? "; it must be the account's extended public key (xpub…)" : "";
    yield `${name}: holds ${kind.startsWith("e") ? "an" : "a"} ${kind}${wanted}. Keep the ${kind} off this server.`;
  }
}

/**
 * @param variables every variable of the environment, whoever reads it.
 * @throws EnvError listing every setting that would put money at risk; it never repeats a key.
 */
export function requireSafeSettings(env: Env, variables = listVariables()): void {
  const keys = [...keysIn(variables)];
  // What is no xpub is not looked at any further: its text must not come up in an error.
  const found = keys.length > 0 ? keys : [...problems(env)];
  if (found.length > 0)
    throw new EnvError(`These settings are not safe:\n${found.map((line) => `  ${line}`).join("\n")}`);
}
