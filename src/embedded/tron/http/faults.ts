import { z } from "zod";

/** What the node does wrong on purpose. Setting faults replaces those set before; `{}` mends everything. */
export const faultsSchema = z.strictObject({
  /** Refuses every call for so long, as providers do when a key asks too often. */
  rateLimit: z
    .strictObject({ status: z.union([z.literal(429), z.literal(403)]), seconds: z.number().positive() })
    .optional(),
  /** Answers as a node that is so many blocks behind. */
  lagHeadBy: z.int().min(0).optional(),
  /** Heights whose infos are withheld: `[]`, as for an empty block. */
  emptyInfosFor: z.array(z.int()).optional(),
  /** Ids (of transactions or blocks) or heights that are answered as unknown. */
  unknownFor: z.array(z.string().regex(/^[0-9a-z]+$/i)).optional(),
  latencyMs: z.int().min(0).max(600_000).optional(),
  /** Ends every answer in the middle. */
  truncate: z.boolean().optional(),
  /** Answers with a proxy's page instead. */
  html: z.boolean().optional(),
  /** Answers `{"Error": …}` with status 200. */
  errorBody: z.string().optional(),
});

export type Faults = z.infer<typeof faultsSchema>;

export type FaultState = {
  faults(): Faults;
  set(faults: Faults): void;
  /** Seconds until a rate limit ends, or null where none is on. */
  suspendedFor(): number | null;
};

export function createFaultState(): FaultState {
  let current: Faults = {};
  let suspendedUntil = 0;
  return {
    faults: () => current,
    set(faults) {
      current = faults;
      suspendedUntil = Date.now() + (faults.rateLimit?.seconds ?? 0) * 1000;
    },
    suspendedFor() {
      const left = suspendedUntil - Date.now();
      return left > 0 ? Math.ceil(left / 1000) : null;
    },
  };
}

/** Whether a call asks for something that is to be unknown: names it, with or without 0x, and not as part of more. */
export function asksForUnknown(faults: Faults, text: string): boolean {
  return (faults.unknownFor ?? []).some((wanted) => new RegExp(`(?<![0-9a-f])${wanted}(?![0-9a-f])`, "i").test(text));
}
