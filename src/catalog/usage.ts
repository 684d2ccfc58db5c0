import { z } from "zod";

/** What a service wants done, as it comes in requests: one operation, with what its price may depend on. */
export const usageSchema = z
  .strictObject({
    operation: z.string().min(1).max(60),
    model: z.string().min(1).max(60).optional(),
    /** Pixels. */
    width: z.int().min(1).max(16_384).optional(),
    /** Pixels. */
    height: z.int().min(1).max(16_384).optional(),
    steps: z.int().min(1).max(1_000).optional(),
    /** How many at once; 1 when left out. */
    count: z.int().min(1).max(1_000).optional(),
    seconds: z.int().min(1).max(86_400).optional(),
    tokens: z.int().min(1).max(10_000_000).optional(),
    options: z
      .record(z.string().min(1).max(40), z.union([z.string().max(4_000), z.number(), z.boolean()]))
      .refine((options) => Object.keys(options).length <= 20, "at most 20 options")
      .optional(),
    /** Off-peak work, done when the service finds time. */
    batch: z.boolean().optional(),
  })
  .meta({ id: "Usage" });

export type Usage = z.output<typeof usageSchema>;
