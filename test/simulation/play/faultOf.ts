import type { Fault } from "../../support/faultProxy.js";
import type { Lie } from "../plan/plan.js";

type RpcLog = { topics: string[]; logIndex: string; transactionHash: string };
type TronInfo = { id: string; log?: { address: string; topics: string[]; data: string }[] };

/** Calls that answer with the payments of a block. */
const LOGS = new Set(["eth_getLogs", "gettransactioninfobyblocknum"]);

/** Longer than a call's patience is not needed: a stalled process is what hangs for long. */
const LATENCY_MS = 1_500;
const SUSPENSION_SECONDS = 2;

/** The same payment once more, with an amount and a hash that are on no chain. */
function invent(text: string): string {
  const answer = JSON.parse(text) as { result: RpcLog[] } | TronInfo[];
  if (!Array.isArray(answer)) {
    const [log] = answer.result;
    if (log === undefined) return text;
    const transactionHash = `0x${log.transactionHash.slice(2).split("").reverse().join("")}`;
    return JSON.stringify({ ...answer, result: [...answer.result, { ...log, transactionHash, logIndex: "0x7f" }] });
  }
  const info = answer.find(({ log = [] }) => log.length > 0);
  if (info === undefined) return text;
  // A second log in a transaction that is real: counting transactions does not show it.
  return JSON.stringify(
    answer.map((each) => (each === info ? { ...each, log: [...(each.log ?? []), each.log?.[0]] } : each)),
  );
}

/** What the block holds, without its payments. */
function drop(text: string): string {
  const answer = JSON.parse(text) as { result: RpcLog[] } | TronInfo[];
  return JSON.stringify(Array.isArray(answer) ? answer.slice(1) : { ...answer, result: [] });
}

const onLogs =
  (change: (text: string) => string) =>
  (text: string, operation: string): string =>
    LOGS.has(operation) ? change(text) : text;

/** How the proxy tells a lie of the plan. */
export function faultOf(lie: Lie): Fault {
  switch (lie) {
    case "latency":
      return { kind: "latency", ms: LATENCY_MS };
    case "status":
      return { kind: "status", status: 503 };
    case "error":
      return { kind: "error", message: "internal error" };
    case "suspension":
      return { kind: "suspension", seconds: SUSPENSION_SECONDS };
    case "other_chain":
      return {
        kind: "rewrite",
        change: (text, operation) => (operation === "eth_chainId" ? text.replace("0x7a69", "0x1") : text),
      };
    case "dropped_log":
      return { kind: "rewrite", change: onLogs(drop) };
    case "invented_log":
      return { kind: "rewrite", change: onLogs(invent) };
    default:
      return { kind: lie };
  }
}
