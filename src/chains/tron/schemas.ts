import { z } from "zod";

/**
 * Answers of java-tron's HTTP API, reduced to the fields that are used. It writes protobuf as JSON: a field that is zero or
 * empty is absent, and what does not exist is `{}`.
 */

const hash = z
  .string()
  .regex(/^[0-9a-f]{64}$/i)
  .toLowerCase();

/** `{}` as null. */
function orNothing<T extends z.ZodType>(schema: T) {
  return z.union([z.strictObject({}).transform(() => null), schema]);
}

const headerFields = {
  blockID: hash,
  block_header: z.object({
    raw_data: z.object({
      number: z.int().nonnegative().default(0),
      parentHash: hash,
      timestamp: z.int().default(0),
    }),
  }),
};

export const headerSchema = orNothing(z.object(headerFields));
export type TronHeader = NonNullable<z.infer<typeof headerSchema>>;

const block = z.object({ ...headerFields, transactions: z.array(z.object({ txID: hash })).default([]) });
export const blockSchema = orNothing(block);
export type TronBlock = z.infer<typeof block>;

export const blocksSchema = z.object({ block: z.array(block).default([]) });

const info = z.object({
  id: hash,
  blockNumber: z.int().nonnegative(),
  blockTimeStamp: z.int().optional(),
  /** "FAILED", or absent. */
  result: z.string().optional(),
  receipt: z.object({ result: z.string().optional() }).default({}),
  log: z
    .array(
      z.object({
        // 20 bytes, without the 41 that addresses start with elsewhere; absent for the zero address.
        address: z
          .string()
          .regex(/^([0-9a-f]{40})?$/i)
          .toLowerCase()
          .default(""),
        topics: z.array(hash).default([]),
        data: z
          .string()
          .regex(/^[0-9a-f]*$/i)
          .toLowerCase()
          .default(""),
      }),
    )
    .default([]),
});
export const infoSchema = orNothing(info);
export type TronInfo = z.infer<typeof info>;

/** `[]` for an empty block, but also for one that the node lacks; `{}` below block 1, and from some providers for an empty block. */
export const infosSchema = z.union([z.strictObject({}).transform((): TronInfo[] => []), z.array(info)]);

export const transactionSchema = orNothing(z.object({ txID: hash }));

export const constantCallSchema = z.object({
  // On a revert `result` is true all the same, with a message beside it.
  // Messages come as UTF-8 in hex.
  result: z.object({
    result: z.boolean().optional(),
    message: z
      .string()
      .transform((hex) => Buffer.from(hex, "hex").toString("utf8"))
      .optional(),
  }),
  constant_result: z.array(z.string().regex(/^[0-9a-f]*$/i)).default([]),
});

const permissionSchema = z.object({
  keys: z.array(z.object({ address: z.string().regex(/^41[0-9a-f]{40}$/i) })).default([]),
});

/** `{}` for an address that was never used. Sun stay far below 2^53. */
export const accountSchema = z.object({
  balance: z.int().nonnegative().default(0),
  // TRC10 tokens by id; their amounts go up to 2^63.
  assetV2: z.array(z.object({ key: z.string().max(30), value: z.number().nonnegative() })).default([]),
  // Both are left out of accounts that are older than permissions.
  owner_permission: permissionSchema.optional(),
  active_permission: z.array(permissionSchema).default([]),
});
