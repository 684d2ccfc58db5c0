import { z } from "zod";
import { rescanBlocks } from "../../deposits/rescanBlocks.js";
import { CofferError } from "../../lib/errors.js";
import type { AppDependencies } from "../appDependencies.js";
import { network, text } from "../fields.js";
import { defineRoute, type Route } from "../route.js";

const height = z.int().min(0).max(2_147_483_647);

export function rescanRoutes({ pool, chains }: AppDependencies): Route[] {
  return [
    defineRoute({
      method: "post",
      path: "/v1/networks/{network}/rescan",
      summary: "Read up to 500 scanned blocks again and record what is missing of them",
      access: ["operator"],
      body: z.strictObject({ fromBlock: height, toBlock: height, note: text(1_000).optional() }),
      reply: z.strictObject({
        fromBlock: z.int(),
        toBlock: z.int(),
        /** Transfers to our addresses in these blocks. */
        found: z.int(),
        /** Ids of the deposits that were missing. */
        recorded: z.array(z.string()),
      }),
      handle: async ({ param, body, principal }) => {
        const id = network.safeParse(param("network"));
        const chain = id.success ? chains.get(id.data) : undefined;
        if (chain === undefined) throw new CofferError("not_found", "There is no such network.");
        const decider = { clientId: principal().clientId, note: body.note ?? "" };
        return { status: 200, body: await rescanBlocks(pool, chain, body, decider) };
      },
    }),
  ];
}
