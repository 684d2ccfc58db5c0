import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "../../src/lib/ids.js";
import { type Api, startApi } from "./startApi.js";

let api: Api;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

describe("playing a buyer", () => {
  it.each([
    [`POST /v1/dev/checkouts/${newId("chk")}/pay`, { how: "half" }],
    ["POST /v1/dev/networks/tron/mine", { blocks: 3 }],
    ["POST /v1/dev/networks/ethereum/fork", { depth: 2 }],
  ] as const)("is refused on real chains, to operators too: %s", async (request, body) => {
    const refused = await api.call(request, { as: "operator", body });
    expect(refused).toMatchObject({ status: 404, body: { detail: expect.stringContaining("real chains") } });
  });

  it("names what cannot be played", async () => {
    const { body } = await api.call(`POST /v1/dev/checkouts/${newId("chk")}/pay`, { body: { how: "never" } });
    expect(body.issues).toMatchObject([{ path: "how" }]);
  });
});
