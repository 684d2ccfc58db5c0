import { isObject, type Json } from "./tronRecording.js";

/** One place where an answer is not what was recorded. `where` is a path of keys, `[]` for any position in a list. */
export type Difference = { where: string; recorded: string; ours: string };

/** Values that depend on when and by whom a chain was made: only their kind is compared. */
const KIND_ONLY = new Set([
  "timestamp",
  "expiration",
  "blockTimeStamp",
  "create_time",
  "account_name",
  "raw_data_hex",
  "ref_block_hash",
  "ref_block_bytes",
  "txTrieRoot",
  "transactionsRoot",
  "witness_address",
  "witness_signature",
  "miner",
  "signature",
  "internal_transactions.hash",
  "r",
  "s",
  "v",
]);

function kindOf(value: Json): string {
  if (typeof value !== "string") return value === null ? "null" : typeof value;
  if (/^(0x)?0{40,}$/.test(value)) return `${value.length} zeros`;
  if (/^0x[0-9a-f]*$/.test(value)) return `0x hex of ${value.length > 20 ? value.length : "any length"}`;
  if (/^([0-9a-f]{2})+$/.test(value)) return "hex";
  if (/^T[1-9A-HJ-NP-Za-km-z]{33}$/.test(value)) return "base58";
  return "text";
}

/** Takes out of a message what differs from chain to chain: signatures, and addresses that nobody registered. */
function normalize(text: string): string {
  const decoded = /^([0-9a-f]{2}){8,}$/.test(text) ? Buffer.from(text, "hex").toString("utf8") : text;
  const readable = /^[\x20-\x7e]*$/.test(decoded) ? decoded : text;
  return readable.replace(/\b[0-9a-f]{130}\b/g, "<signature>").replace(/\bT[1-9A-HJ-NP-Za-km-z]{33}\b/g, "<address>");
}

/** A JSON object that was put into a string. */
function parseText(value: Json): Json | null {
  return typeof value === "string" && value.startsWith("{") && value.endsWith("}") ? (JSON.parse(value) as Json) : null;
}

function show(value: Json | undefined): string {
  return value === undefined ? "(absent)" : JSON.stringify(value).slice(0, 200);
}

function isKindOnly(where: string): boolean {
  const keys = where.replaceAll("[]", "").replaceAll("(text)", "").split(".");
  const last = keys.at(-1) ?? "";
  return KIND_ONLY.has(last) || KIND_ONLY.has(keys.slice(-2).join("."));
}

/**
 * Compares an answer with a recorded one: the same keys, the same value types, lists of the same length, and the same
 * values but for those that depend on the chain.
 */
export function compareAnswers(recorded: Json | undefined, ours: Json | undefined, where = ""): Difference[] {
  const different = [{ where, recorded: show(recorded), ours: show(ours) }];
  if (recorded === undefined || ours === undefined) return recorded === ours ? [] : different;
  if (Array.isArray(recorded) || Array.isArray(ours)) {
    if (!Array.isArray(recorded) || !Array.isArray(ours) || recorded.length !== ours.length) return different;
    return recorded.flatMap((item, index) => compareAnswers(item, ours[index], `${where}[]`));
  }
  if (isObject(recorded) || isObject(ours)) {
    if (!isObject(recorded) || !isObject(ours)) return different;
    const keys = new Set([...Object.keys(recorded), ...Object.keys(ours)]);
    // An unsigned transaction was built by the node, and holds the time at which it was asked for.
    if (typeof ours.txID === "string" && ours.signature === undefined) keys.delete("txID");
    return [...keys].flatMap((key) => compareAnswers(recorded[key], ours[key], where === "" ? key : `${where}.${key}`));
  }
  const [recordedText, ourText] = [parseText(recorded), parseText(ours)];
  if (recordedText !== null && ourText !== null) return compareAnswers(recordedText, ourText, `${where}(text)`);
  if (isKindOnly(where)) return kindOf(recorded) === kindOf(ours) ? [] : different;
  if (typeof recorded === "string" && typeof ours === "string") {
    return normalize(recorded) === normalize(ours) ? [] : different;
  }
  return recorded === ours ? [] : different;
}
