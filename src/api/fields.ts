import { z } from "zod";

/** Fields that several routes share. */

/** One line or more for people, without surrounding blanks. */
export function text(longest: number) {
  return z.string().trim().min(1).max(longest);
}

export const network = z.enum(["tron", "ethereum"]);

export const region = z.string().regex(/^[A-Z]{2}$/, "must be a country's two capital letters");

/** Whose prices hold: a buyer's region that has none of its own has the general ones. */
export const pricedRegion = z
  .string()
  .nullable()
  .describe("The region whose prices these are; null: the general ones.");

/** A shop's own name for a member of a wallet's team. */
export const memberId = text(100);

/** What a client keeps with an object and Coffer never reads. */
export const metadata = z
  .record(z.string().min(1).max(40), z.string().max(500))
  .refine((fields) => Object.keys(fields).length <= 50, "must have at most 50 fields");

/** The same in a reply. */
export const shownMetadata = z.record(z.string(), z.string());

/** A decimal string in a reply, and a time in one. */
export const decimal = z.string().meta({ format: "decimal", examples: ["9.99"] });
export const time = z.iso.datetime();

/** Which part of a list. */
export const page = {
  limit: z
    .string()
    .regex(/^-?(0|[1-9]\d*)$/, "must be a whole number")
    .transform(Number)
    .refine((value) => value >= 1 && value <= 200, "must be from 1 to 200")
    .default(50)
    // A query is text; what is meant is a number.
    .meta({ type: "integer", minimum: 1, maximum: 200, default: 50 }),
  cursor: z.string().min(1).max(100).optional(),
};

export function listOf<Item extends z.ZodType>(item: Item) {
  return z.strictObject({ data: z.array(item), nextCursor: z.string().nullable() });
}
