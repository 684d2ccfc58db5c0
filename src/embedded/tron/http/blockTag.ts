import type { JsonValue } from "../protobuf/message.js";
import { invalidParams } from "./rpcError.js";

/**
 * The height that a JSON-RPC block parameter means.
 * @throws RpcError for a tag that this node does not know
 */
export function blockNumberOf(value: JsonValue | undefined, heights: { latest: number; finalized: number }): number {
  switch (value) {
    case "latest":
      return heights.latest;
    case "finalized":
      return heights.finalized;
    case "earliest":
      return 0;
    case "pending":
      throw invalidParams("TAG pending not supported");
    default:
      if (typeof value === "string" && /^0x[0-9a-f]+$/i.test(value)) return Number(value);
      throw invalidParams("invalid block number");
  }
}
