/** A difference from the recorded node that is meant to be: what was asked, where it shows, and why. */
export type IntendedDifference = { label: RegExp; where: RegExp; reason: string };

export const INTENDED_DIFFERENCES: readonly IntendedDifference[] = [
  {
    label: /JSON-RPC path on the full node HTTP port$/,
    where: /^$|^\((status|type)\)$/,
    reason: "JSON-RPC is served beside /wallet, as providers do; the real node has a port of its own for it",
  },
  {
    label: /: (genesis by number|block by number, no body field|block by tag earliest)$/,
    where: /transactions$|size$/,
    reason: "our genesis gives TRX to two accounts, the recorded one to three",
  },
  {
    label: /: (getblockbylimitnext, three|block 1|infos 1)$/,
    where: /txTrieRoot$|transactions$|^$/,
    reason: "our block 1 deploys the token",
  },
  {
    label: /: logs: range too large$/,
    where: /^(error|result)$/,
    reason: "eth_getLogs takes 5000 blocks, as the node does by default; the recorded net was set to 50",
  },
];
