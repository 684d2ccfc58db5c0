import { z } from "zod";

/** RFC 3339 has four digits for a year; PostgreSQL knows no year 0. */
function isWritable(instant: Date): boolean {
  const year = instant.getUTCFullYear();
  return year >= 1 && year <= 9_999;
}

/** An instant in RFC 3339, as a Date that can be written so again: an offset can lead out of the years that it has. */
export const instantSchema = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text))
  .refine(isWritable, "must be in the years 1 to 9999, in UTC");
