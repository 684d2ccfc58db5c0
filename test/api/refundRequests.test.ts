import { describe, expect, it } from "vitest";
import { openRefundScene } from "./refundScene.js";
import type { Answer } from "./startApi.js";

const { api, scene } = await openRefundScene();

const txHash = "ab".repeat(32);
const asOperator = (path: string): Promise<Answer> => api.call(`GET ${path}`, { as: "operator" });
const list = async (query: string): Promise<Answer["body"]> => (await asOperator(`/v1/refund-requests${query}`)).body;
const record = (depositId: string, hash = txHash) =>
  scene.post("operator", `/v1/deposits/${depositId}/refunded`, { txHash: hash, note: "paid to the buyer" });

/** A buyer who moved half of a purchase to a friend and gave the rest back. */
async function giveHalfBack() {
  const [walletId, friend] = [await api.openWallet(), await api.openWallet()];
  const depositId = await scene.buy(walletId);
  await scene.move(walletId, friend, "55");
  const { body } = await scene.request(walletId, { depositId, reason: "changed my mind" });
  return { walletId, friend, depositId, id: body.purchases[0].id };
}

describe("a purchase that was given back", () => {
  it("is listed for operators until it is paid, and shown with its deposit", async () => {
    const { walletId, depositId, id } = await giveHalfBack();
    const open = { id, walletId, depositId, status: "open", amountUsd: "4.5", credits: "50", bonusCredits: "5" };
    const request = { ...open, reason: "changed my mind", paidAt: null, txHash: null };
    expect((await list("?status=open")).data[0]).toMatchObject(request);
    expect((await asOperator(`/v1/deposits/${depositId}`)).body.refundRequest).toMatchObject(request);
    expect((await record(depositId)).body).toMatchObject({ status: "refunded", credits: "0" });
    const paid = (await list("?status=paid")).data[0];
    expect(paid).toMatchObject({ ...open, status: "paid", txHash });
    expect((await asOperator(`/v1/deposits/${depositId}`)).body.refundRequest).toEqual(paid);
    expect((await list("?status=open")).data.map((each: { id: string }) => each.id)).not.toContain(id);
  });

  it("is paid for once, and its payment takes nothing that was not given back", async () => {
    const { friend, depositId, id } = await giveHalfBack();
    expect((await record(depositId)).status).toBe(200);
    expect((await record(depositId)).status).toBe(200);
    expect((await record(depositId, "cd".repeat(32))).status).toBe(409);
    const { body } = await api.call(`GET /v1/wallets/${friend}`, { as: "store" });
    expect(body).toMatchObject({ available: "55", debt: "0" });
    const audit = (await asOperator(`/v1/audit?objectId=${id}`)).body.data;
    expect(audit).toMatchObject([
      { action: "refund_request.paid", note: "paid to the buyer", after: { txHash, amountUsd: "4.5" } },
    ]);
    const { history } = (await asOperator(`/v1/deposits/${depositId}`)).body;
    expect(history.at(-1).detail).toContain(`4.5 USDT for what the buyer gave back (${id})`);
  });

  it("is one of a list that is read in pages", async () => {
    const [first, second] = [await giveHalfBack(), await giveHalfBack()];
    const newest = await list("?limit=1");
    expect(newest.data).toMatchObject([{ id: second.id }]);
    expect((await list(`?limit=1&cursor=${newest.nextCursor}`)).data).toMatchObject([{ id: first.id }]);
    expect((await asOperator("/v1/refund-requests?cursor=rfd_none")).status).toBe(400);
    expect((await asOperator("/v1/refund-requests?status=lost")).status).toBe(400);
  });
});
