import { afterAll, beforeAll, expect, it } from "vitest";
import { recordProviders } from "../../src/deposits/recordProviders.js";
import { scanNetwork } from "../../src/deposits/scanNetwork.js";
import { type NetworkBehindProxy, startEthereumBehindProxy } from "../support/networkBehindProxy.js";
import { type Api, startApi } from "./startApi.js";

let network: NetworkBehindProxy;
let urls: string[];
let hosts: string[];
let api: Api;

// The API asks the chain at its start only, while its first provider is down; from then on other processes scan.
beforeAll(async () => {
  network = await startEthereumBehindProxy();
  urls = [network.proxy.url, network.nodeUrl];
  hosts = urls.map((url) => new URL(url).host);
  network.proxy.faults = [{ kind: "reset" }];
  api = await startApi({}, network.connect(urls));
  network.proxy.faults = [];
});
afterAll(async () => {
  await api.close();
  await network.close();
});

async function shown() {
  const { body } = await api.call("GET /v1/networks", { as: "operator" });
  return body.data[0].providers;
}

const scan = (chain: ReturnType<NetworkBehindProxy["connect"]>) => scanNetwork(api.dependencies.pool, chain);

it("an API that does not scan shows each provider as whoever asked it last found it", async () => {
  expect(await shown()).toMatchObject([
    { host: hosts[0], ok: false },
    { host: hosts[1], ok: true },
  ]);
  const [first, second] = [network.connect(urls), network.connect(urls)];
  await scan(first);
  const head = (await first.openPass()).head.number;
  expect(await shown()).toMatchObject([{ ok: true, head, lastError: null }, { ok: true }]);

  network.proxy.faults = [{ kind: "status", status: 503 }];
  await scan(first);
  expect(await shown()).toMatchObject([
    { host: hosts[0], ok: false, lastError: expect.stringContaining("503") },
    { host: hosts[1], ok: true, head, lastError: null },
  ]);

  network.proxy.faults = [];
  await scan(second);
  expect(await shown()).toMatchObject([{ ok: true, lastError: null }, { ok: true }]);
  // What the first knows of it is older than what the second found, though it is told later.
  await recordProviders(api.dependencies.pool, first);
  expect(await shown()).toMatchObject([{ ok: true, lastError: null }, { ok: true }]);
});

it("a pass that fails tells of its providers too, whatever characters their errors hold", async () => {
  network.proxy.faults = [{ kind: "error", message: "no\u0000 \ud83d" }];
  await expect(scan(network.connect([network.proxy.url]))).rejects.toMatchObject({ failure: "broken" });
  expect(await shown()).toMatchObject([{ ok: false, lastError: expect.stringContaining("no") }, { ok: true }]);
});

it("a provider of which nobody has told yet is shown without a head", async () => {
  await api.dependencies.pool.query("UPDATE networks SET providers = '{}'");
  expect(await shown()).toMatchObject([
    { host: hosts[0], ok: false, head: null },
    { host: hosts[1], ok: true, head: null },
  ]);
});
