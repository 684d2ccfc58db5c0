import { type Terms, termsSchema } from "./termsSchema.js";
import { type Json, toPlainJson } from "./toPlainJson.js";

/** Terms as JSON, every amount a decimal string in shortest form; {@link termsFromJson} reads it back. */
export function termsToJson(terms: Terms): Json {
  return toPlainJson(terms);
}

/** @throws ZodError when the value is not what {@link termsToJson} wrote. */
export function termsFromJson(json: unknown): Terms {
  return termsSchema.parse(json);
}
