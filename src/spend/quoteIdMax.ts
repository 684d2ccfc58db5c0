import { LABEL_MAX, SLUG_MAX } from "../catalog/fields.js";
import { ADJUSTMENTS_MAX } from "../catalog/operationSchema.js";
import { MAX_AMOUNT } from "../lib/money.js";
import { type QuotedPrice, writeQuoteToken } from "./quoteToken.js";

/** A character of three bytes, the most for each unit of a string's length; where it is escaped in JSON, six. */
const WIDE = "\u754c";
const ESCAPED = "\u0001";

/**
 * A line: what it says may be preceded by how many outputs it is for. Between lines a price may be larger than any wallet:
 * the largest rule, for as many units and outputs as there can be, a hundred and one times as much by each adjustment.
 */
const LONGEST_LINE = {
  label: `1000 × ${WIDE.repeat(LABEL_MAX)}`,
  credits: -MAX_AMOUNT * 10_000_000n * 1_000n * 101n ** BigInt(ADJUSTMENTS_MAX),
};

const REGIONS_MAX = 26 * 26;

/** The longest quote of any catalogue. What a usage names (its model) is as long as a request may say it. */
const LONGEST: QuotedPrice = {
  credits: MAX_AMOUNT,
  lines: Array(ADJUSTMENTS_MAX + 1).fill(LONGEST_LINE),
  operation: "x".repeat(SLUG_MAX),
  model: ESCAPED.repeat(SLUG_MAX),
  count: 1_000,
  catalogVersion: `${"x".repeat(SLUG_MAX)}-${"0".repeat(12)}`,
  walletId: `wal_${"0".repeat(28)}`,
  region: "XX",
  regionsWithOwnPrice: Array(REGIONS_MAX).fill("XX"),
  expiresAt: new Date(0),
};

/** The longest `quoteId`, in characters: whatever quote a valid catalogue makes can be named by a hold or debit. */
export const QUOTE_ID_MAX = writeQuoteToken(LONGEST, "").length;
