/** What a node answers with status 200 and `{"Error": …}`: the Java class and message of what it threw. */
export class NodeError extends Error {
  override readonly name = "NodeError";
}

export const errors = {
  /** Hex that is none, where java-tron decodes it outside its JSON parser. */
  badHex: () =>
    new NodeError(
      "class org.bouncycastle.util.encoders.DecoderException : exception decoding Hex string: invalid characters encountered in Hex string",
    ),
  missing: (name: string) => new NodeError(`class java.security.InvalidParameterException : ${name} isn't set.`),
  parse: (position: number, message: string) =>
    new NodeError(`class org.tron.core.services.http.JsonFormat$ParseException : 1:${position}: ${message}`),
};
