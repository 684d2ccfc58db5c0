import type { TextId } from "../text/textIds.js";

/** Kinds of movements, as the ledger writes them, and their texts. */
const TYPES = {
  grant: "wallet.entry.grant",
  activate: "wallet.entry.activate",
  debit: "wallet.entry.debit",
  hold: "wallet.entry.hold",
  capture: "wallet.entry.capture",
  release: "wallet.entry.release",
  refund: "wallet.entry.refund",
  lapse: "wallet.entry.lapse",
  repay: "wallet.entry.repay",
  owe: "wallet.entry.owe",
  reverse: "wallet.entry.reverse",
  transfer: "wallet.entry.transfer",
} as const satisfies Record<string, TextId>;

export const FILTERS = ["all", "in", "out", "held"] as const;

export type EntryFilter = (typeof FILTERS)[number];

const SHOWN: Record<Exclude<EntryFilter, "all">, readonly string[]> = {
  in: ["grant", "activate", "refund", "repay", "transfer"],
  out: ["debit", "capture", "lapse", "owe", "reverse", "transfer"],
  held: ["hold", "release", "capture"],
};

export function isShown(filter: EntryFilter, type: string): boolean {
  return filter === "all" || SHOWN[filter].includes(type);
}

const isKnown = (type: string): type is keyof typeof TYPES => type in TYPES;

/** The text of a movement; a kind that this page does not know is a plain movement. */
export function typeText(type: string): TextId {
  return isKnown(type) ? TYPES[type] : "wallet.entry.other";
}
