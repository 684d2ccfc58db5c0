import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatAmount, parseAmount } from "../../src/lib/money.js";
import { openRefundScene } from "./refundScene.js";

const { api, scene } = await openRefundScene();

/** What the wallet's reversals moved, in credits. */
async function takenFrom(walletId: string): Promise<string> {
  const { rows } = await api.dependencies.pool.query<{ taken: bigint }>(
    "SELECT coalesce(sum(amount), 0)::bigint AS taken FROM entries WHERE wallet_id = $1 AND code = 'reverse'",
    [walletId],
  );
  return formatAmount(rows[0]?.taken ?? -1n);
}

describe("giving back a purchase whose credits were moved between wallets", () => {
  it("takes what it pays for, and leaves what another wallet sent back", async () => {
    const [walletId, friend] = [await api.openWallet(), await api.openWallet()];
    const depositId = await scene.buy(walletId, { bonus: "20" });
    await scene.move(walletId, friend, "60");
    await scene.move(friend, walletId, "60");
    // 50 bought credits and 10 of the bonus are where they were paid for; the 10 that left are paid for with bought ones.
    expect(await scene.quote(walletId)).toMatchObject({ amountUsd: "4", credits: "50", bonusCredits: "10" });
    expect((await scene.request(walletId, { depositId })).status).toBe(201);
    expect(await takenFrom(walletId)).toBe("60");
    expect(await scene.balance(walletId)).toBe("60");
  });

  it("counts a bonus as used that was moved away without the credits that earned it", async () => {
    const [walletId, friend] = [await api.openWallet(), await api.openWallet()];
    await scene.buy(walletId, { bonus: "20" });
    const pinsBonus = await scene.hold(walletId, "20");
    const pinsBought = await scene.hold(walletId, "99");
    await scene.release(pinsBonus);
    await scene.move(walletId, friend, "21");
    await scene.release(pinsBought);
    await scene.spend(friend, "20");
    expect(await scene.quote(walletId)).toMatchObject({ amountUsd: "7.9", credits: "99", bonusCredits: "0" });
  });

  // Whatever is done before, a buyer pays the price of a bought credit for each credit that is kept, wherever it is, until
  // the payment is used up, and loses exactly the credits that the quote names.
  it("pays for nothing that is kept, in whatever order credits were moved, spent and held", async () => {
    const step = fc.record({
      kind: fc.constantFrom("spend", "hold", "release", "move", "move back", "spend there"),
      credits: fc.integer({ min: 1, max: 60 }).map(String),
    });
    const play = async (steps: { kind: string; credits: string }[]) => {
      const [walletId, friend] = [await api.openWallet(), await api.openWallet()];
      await scene.buy(walletId, { bonus: "20" });
      const holds: string[] = [];
      for (const { kind, credits } of steps) {
        if (kind === "spend") await scene.spend(walletId, credits);
        else if (kind === "hold") holds.push((await scene.hold(walletId, credits)) ?? "hld_none");
        else if (kind === "release") await scene.release(holds.pop() ?? "hld_none");
        else if (kind === "move") await scene.move(walletId, friend, credits);
        else if (kind === "move back") await scene.move(friend, walletId, credits);
        else await scene.spend(friend, credits);
      }
      const quoted = await scene.quote(walletId);
      const left = parseAmount(await scene.balance(walletId));
      const asked = await scene.request(walletId);
      expect(asked.status).toBe(quoted.amountUsd === "0" ? 409 : 201);
      if (asked.status === 409) return;
      expect(asked.body).toMatchObject({ amountUsd: quoted.amountUsd, credits: quoted.credits });
      const taken = parseAmount(quoted.credits) + parseAmount(quoted.bonusCredits);
      expect(await takenFrom(walletId)).toBe(formatAmount(taken));
      expect(await scene.balance(walletId)).toBe(formatAmount(left - taken));
      expect(parseAmount(quoted.amountUsd)).toBe((taken - parseAmount("20")) / 10n);
    };
    await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 12 }), play), { numRuns: 20 });
  });
});
