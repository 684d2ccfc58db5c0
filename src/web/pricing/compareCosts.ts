import { fromUnits, toUnits } from "../lib/amounts.js";

const UNIT = 1_000_000n;
const CENT = 10_000n;

/** What a month's images cost at a pack's rate. */
type PackCost = { id: string; name: string; usd: string; usdPerImage: string };

export type Costs = {
  /** Credits of the month. */
  credits: string;
  packs: PackCost[];
  /** The month by paying for each image, and by subscription, in dollars; null where no figure was given. */
  payPerImage: string | null;
  subscription: string | null;
};

/** Rounds to the nearest, as the catalogue does with dollars that are read and not charged. */
const times = (left: bigint, right: bigint): bigint => (left * right + UNIT / 2n) / UNIT;

/** A month is read in cents. */
const toCents = (units: bigint): bigint => ((units + CENT / 2n) / CENT) * CENT;

/** A decimal string that a visitor typed, or null: a comma is taken for a point. */
export function readDecimal(text: string): string | null {
  const plain = text.trim().replace(",", ".");
  return /^\d{1,6}(\.\d{1,6})?$/.test(plain) ? plain : null;
}

/**
 * Compares ways to pay for a month of images.
 * @param creditsPerImage a decimal string. `images` is a whole number.
 */
export function compareCosts(parameters: {
  creditsPerImage: string;
  images: bigint;
  packs: readonly { id: string; name: string; usdPerCredit: string }[];
  payPerImageUsd: string | null;
  subscriptionUsd: string | null;
}): Costs {
  const { images, packs, payPerImageUsd, subscriptionUsd } = parameters;
  const each = toUnits(parameters.creditsPerImage);
  const credits = each * images;
  return {
    credits: fromUnits(credits),
    packs: packs.map(({ id, name, usdPerCredit }) => ({
      id,
      name,
      usd: fromUnits(toCents(times(credits, toUnits(usdPerCredit)))),
      usdPerImage: fromUnits(times(each, toUnits(usdPerCredit))),
    })),
    payPerImage: payPerImageUsd === null ? null : fromUnits(toUnits(payPerImageUsd) * images),
    subscription: subscriptionUsd,
  };
}
