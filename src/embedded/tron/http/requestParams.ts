import { fromBase58, type HexAddress } from "../address.js";
import { type JsonMessage, type JsonValue, MessageFormatError } from "../protobuf/message.js";
import { errors, NodeError } from "./nodeError.js";

/** A request's parameters, from the query of a GET or the JSON of a POST, read as strictly as java-tron reads them. */
export type RequestParams = {
  visible: boolean;
  fields: JsonMessage;
  has(name: string): boolean;
  /** An integer; 0 where it is missing. */
  integer(name: string): number;
  /** Hex in lower case; empty where it is missing. */
  hex(name: string): string;
  address(name: string): HexAddress;
  text(name: string): string;
};

function notJson(body: string): NodeError {
  const prefix = "class com.alibaba.fastjson.JSONException : ";
  if (body.startsWith("{")) {
    const position = body.length;
    return new NodeError(`${prefix}unterminated json string, pos ${position}, line 1, column ${position + 1}${body}`);
  }
  return new NodeError(`${prefix}syntax error, pos 1, line 1, column 2${body}`);
}

/** @throws NodeError for what is not a JSON object */
function parseBody(body: string): JsonMessage {
  if (body === "") throw errors.parse(1, 'Expected "{".');
  let parsed: JsonValue;
  try {
    parsed = JSON.parse(body) as JsonValue;
  } catch {
    throw notJson(body);
  }
  if (typeof parsed === "object" && parsed !== null && !Array.isArray(parsed)) return parsed;
  throw new NodeError("class com.alibaba.fastjson.JSONException : can not cast to JSONObject.");
}

function fromForm(form: URLSearchParams): JsonMessage {
  return Object.fromEntries([...form].map(([name, value]) => [name, value]));
}

function createParams(fields: JsonMessage, body: string | null): RequestParams {
  const visible = String(fields.visible) === "true";
  /** Where the value begins, counted from 1, as the parser's messages count. */
  const positionOf = (name: string): number => (body ?? "").indexOf(`"${name}":`) + name.length + 4;
  const fail = (name: string, message: string): NodeError =>
    body === null
      ? new NodeError(`class java.lang.NumberFormatException : For input string: "${String(fields[name])}"`)
      : errors.parse(positionOf(name), message);

  function integer(name: string): number {
    const value = fields[name];
    if (value === undefined || value === null) return 0;
    // The parser takes digits only where they stand without quotes; a query's are all text.
    const number = body === null ? Number(value) : value;
    if (typeof number === "number" && Number.isInteger(number)) return number;
    throw fail(name, `Couldn't parse integer: For input string: "${JSON.stringify(value)}"`);
  }

  function hex(name: string): string {
    const value = fields[name];
    if (value === undefined || value === null) return "";
    if (typeof value === "string" && /^([0-9a-f]{2})*$/i.test(value)) return value.toLowerCase();
    throw body === null ? errors.badHex() : fail(name, "INVALID hex String");
  }

  return {
    visible,
    fields,
    has: (name) => fields[name] !== undefined && fields[name] !== null,
    integer,
    hex,
    address(name) {
      if (!visible) return hex(name);
      const address = fromBase58(String(fields[name] ?? ""));
      if (address !== null) return address;
      throw new NodeError(
        'class java.lang.NullPointerException : Cannot read the array length because "bytes" is null',
      );
    },
    text: (name) => String(fields[name] ?? ""),
  };
}

/**
 * Reads a request's parameters.
 * @throws NodeError when a POST's body is not a JSON object
 */
export function readParams(method: string, query: URLSearchParams, type: string, body: string): RequestParams {
  if (method === "GET") return createParams(fromForm(query), null);
  if (!type.includes("x-www-form-urlencoded")) return createParams(parseBody(body), body);
  // java-tron turns a form into JSON whose values are all text, and then parses that.
  const fields = fromForm(new URLSearchParams(body));
  return createParams(fields, JSON.stringify(fields));
}

/** Runs `read` and words what it finds wrong with a message's fields as the node's JSON parser does. */
export function parsing<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof MessageFormatError) throw errors.parse(1, error.message);
    throw error;
  }
}
