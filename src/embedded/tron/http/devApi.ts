import { z } from "zod";
import { CofferError } from "../../../lib/errors.js";
import type { TronControl, TronState } from "../control.js";
import { faultsSchema } from "./faults.js";

const verbs = {
  mine: z.strictObject({ count: z.int().min(1).max(100_000).optional() }),
  setSolidLag: z.strictObject({ blocks: z.int().min(0).max(200) }),
  pauseMining: z.strictObject({}),
  resumeMining: z.strictObject({}),
  fork: z.strictObject({ depth: z.int().min(1), dropTxIds: z.array(z.string()).optional() }),
  setFaults: faultsSchema,
  advanceClock: z.strictObject({ seconds: z.number().min(0) }),
  setTokenFee: z.strictObject({ basisPoints: z.int().min(0).max(19), maximum: z.int().min(0).max(49) }),
};

type Verb = keyof typeof verbs;

function runVerb(control: TronControl, verb: Verb, body: unknown): Promise<void> {
  switch (verb) {
    case "mine":
      return control.mine(verbs.mine.parse(body).count);
    case "setSolidLag":
      return control.setSolidLag(verbs.setSolidLag.parse(body).blocks);
    case "pauseMining":
      return control.pauseMining();
    case "resumeMining":
      return control.resumeMining();
    case "fork": {
      const { depth, dropTxIds = [] } = verbs.fork.parse(body);
      return control.fork({ depth, dropTxIds });
    }
    case "setFaults":
      return control.setFaults(verbs.setFaults.parse(body));
    case "advanceClock":
      return control.advanceClock(verbs.advanceClock.parse(body).seconds);
    case "setTokenFee": {
      const { basisPoints, maximum } = verbs.setTokenFee.parse(body);
      return control.setTokenFee(basisPoints, maximum);
    }
  }
}

export type DevAnswer = { status: number; body: TronState | { error: string } };

/** Answers `/dev/…`: `GET /dev/state`, and one POST for each control, which answers the state that it left. */
export async function answerDev(
  node: { control: TronControl; state(): TronState },
  request: { method: string; verb: string; body: string },
): Promise<DevAnswer> {
  if (request.method === "GET" && request.verb === "state") return { status: 200, body: node.state() };
  if (request.method !== "POST" || !Object.hasOwn(verbs, request.verb)) {
    return { status: 404, body: { error: `there is GET state, and POST ${Object.keys(verbs).join(", ")}` } };
  }
  try {
    await runVerb(node.control, request.verb as Verb, request.body === "" ? {} : JSON.parse(request.body));
  } catch (error) {
    if (!(error instanceof z.ZodError || error instanceof CofferError || error instanceof SyntaxError)) throw error;
    return { status: 400, body: { error: error instanceof z.ZodError ? z.prettifyError(error) : error.message } };
  }
  return { status: 200, body: node.state() };
}
