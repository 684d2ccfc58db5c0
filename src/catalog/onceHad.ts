/** What a wallet has had of what it may have once. */
export type OnceHad = {
  /** Ids of once-only bonuses. */
  bonusIds: ReadonlySet<string>;
  /** Whether another purchase is its first one. */
  hasPurchased: boolean;
};

/** Whether a wallet may still have a bonus that comes once: by its id, and for a first purchase only with that. */
export function mayHave(bonusId: string, condition: "first_purchase" | "promo_code", had: OnceHad): boolean {
  return !had.bonusIds.has(bonusId) && !(condition === "first_purchase" && had.hasPurchased);
}
