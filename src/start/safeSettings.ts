import { recognizePrivateKey } from "../chains/recognizePrivateKey.js";
import { isPublishedTestXpub } from "../chains/testXpubs.js";
import { type Env, EnvError } from "../lib/env.js";

/** Whether this store runs on chains of its own: no provider is configured for either network. */
export function usesDevelopmentChains(env: Env): boolean {
  return env.ethereum.urls === undefined && env.tron.urls === undefined;
}

function* problems(env: Env): Generator<string> {
  const development = usesDevelopmentChains(env);
  if (development && env.production) {
    yield "ETHEREUM_RPC_URLS, TRON_RPC_URLS: at least one is required with NODE_ENV=production; development chains take play money.";
  }
  if (development && env.databaseUrl !== undefined && !env.development) {
    yield "DATABASE_URL: with development chains, say that this is no real store by COFFER_DEV=1, or set ETHEREUM_RPC_URLS or TRON_RPC_URLS.";
  }
  for (const [name, { urls, xpub }] of Object.entries({ ETHEREUM: env.ethereum, TRON: env.tron })) {
    const kind = xpub === undefined ? null : recognizePrivateKey(xpub);
    if (kind !== null)
      yield `${name}_XPUB: holds a ${kind}; it must be the account's extended public key (xpub…). Keep the ${kind} off this server.`;
    else if (urls !== undefined && xpub === undefined) yield `${name}_XPUB: is required with ${name}_RPC_URLS.`;
    else if (urls !== undefined && xpub !== undefined && !env.development && isPublishedTestXpub(xpub)) {
      yield `${name}_XPUB: is a published test key that anybody can spend from; use your own, or COFFER_DEV=1 on a test chain.`;
    }
  }
}

/** @throws EnvError listing every setting that would put money at risk. */
export function requireSafeSettings(env: Env): void {
  const found = [...problems(env)];
  if (found.length > 0)
    throw new EnvError(`These settings are not safe:\n${found.map((line) => `  ${line}`).join("\n")}`);
}
