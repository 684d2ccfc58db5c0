import { describe, expect, it } from "vitest";
import { readEnv } from "../../src/lib/env.js";

describe("hosts that webhooks may go to", () => {
  it("are read as URLs write them: in lower case, and an IPv6 address in brackets", () => {
    const { webhookAllowHosts } = readEnv({
      WEBHOOK_ALLOW_HOSTS: "Hooks.Internal, 10.0.0.7,fd00::1,[FD00::2],2001:db8:1:2:3:4:5:6,",
    });
    expect([...webhookAllowHosts]).toEqual([
      "hooks.internal",
      "10.0.0.7",
      "[fd00::1]",
      "[fd00::2]",
      "[2001:db8:1:2:3:4:5:6]",
    ]);
    expect(readEnv({}).webhookAllowHosts.size).toBe(0);
  });

  it.each([
    "hooks.internal:8080",
    "http://hooks.internal",
    "hooks.internal/path",
    "a b",
    "me@hooks.internal",
    "[fd00::1]:80",
  ])("that are none are refused, and named: %s", (host) =>
    expect(() => readEnv({ WEBHOOK_ALLOW_HOSTS: `good.example,${host}` })).toThrow(`"${host}" is none`),
  );
});

describe("providers in the environment", () => {
  it("are separated by commas, of which one at the end means nothing", () => {
    const { ethereum, tron } = readEnv({
      ETHEREUM_RPC_URLS: "https://one.example/v3/key, https://two.example,",
      TRON_RPC_URLS: "http://node:8090|http://node:8091,https://api.example",
    });
    expect(ethereum.urls).toEqual(["https://one.example/v3/key", "https://two.example"]);
    expect(tron.urls).toEqual(["http://node:8090|http://node:8091", "https://api.example"]);
  });

  it.each([
    [{ ETHEREUM_RPC_URLS: "https://one.example,two.example/secret" }, "ETHEREUM_RPC_URLS", "number 2"],
    [{ ETHEREUM_RPC_URLS: "wss://one.example/secret" }, "ETHEREUM_RPC_URLS", "number 1"],
    [{ ETHEREUM_RPC_URLS: "http://a:1/secret|http://a:2" }, "ETHEREUM_RPC_URLS", "number 1"],
    [{ TRON_RPC_URLS: "http://a:1|b/secret" }, "TRON_RPC_URLS", "number 1"],
    [{ TRON_RPC_URLS: "http://a:1|http://a:2|http://a:3/secret" }, "TRON_RPC_URLS", "number 1"],
    [{ TRON_RPC_URLS: " , " }, "TRON_RPC_URLS", "there is none"],
  ])("that are none are refused with the variable's name, and not repeated: %j", (variables, name, which) => {
    expect(() => readEnv(variables)).toThrow(new RegExp(`${name}: must be http or https URLs.*${which}`));
    expect(() => readEnv(variables)).not.toThrow(/secret/);
  });
});
