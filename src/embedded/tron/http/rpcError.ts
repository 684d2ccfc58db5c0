import type { JsonValue } from "../protobuf/message.js";

/** An error of the JSON-RPC interface, with the data that java-tron puts beside its code. */
export class RpcError extends Error {
  override readonly name = "RpcError";
  readonly code: number;
  readonly data: JsonValue;

  constructor(code: number, message: string, data: JsonValue = "{}") {
    super(message);
    this.code = code;
    this.data = data;
  }
}

/** Parameters that the node does not accept. */
export function invalidParams(message: string): RpcError {
  return new RpcError(-32602, message);
}
