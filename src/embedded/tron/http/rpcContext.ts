import type { ChainView } from "./chainView.js";

/** Which part of the chain the port shows as "latest", and its solid part for "finalized". */
export type RpcContext = { view: ChainView; solidView: ChainView };
