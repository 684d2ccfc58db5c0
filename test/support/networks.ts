import { startEthereumNetwork } from "./ethereumNetwork.js";
import type { TestNetwork } from "./testNetwork.js";
import { startTronNetwork } from "./tronNetwork.js";

/** Both development chains, for `describe.each`: what a deposit does must hold on either. */
export const NETWORKS: [string, () => Promise<TestNetwork>][] = [
  ["ethereum", startEthereumNetwork],
  ["tron", startTronNetwork],
];
