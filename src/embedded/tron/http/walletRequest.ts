import type { JsonValue } from "../protobuf/message.js";
import type { ChainView } from "./chainView.js";
import type { RequestParams } from "./requestParams.js";

/** One call of /wallet or /walletsolidity: the view is the head's or the solid one. */
export type WalletRequest = {
  view: ChainView;
  /** What /walletsolidity shows: transactions that the node builds refer to its newest block. */
  solidView: ChainView;
  params: RequestParams;
};

export type WalletHandler = (request: WalletRequest) => JsonValue | Promise<JsonValue>;
