import { z } from "zod";
import { CofferError } from "../../lib/errors.js";
import type { AppDependencies } from "../appDependencies.js";
import { time } from "../fields.js";
import { defineRoute, type Route } from "../route.js";

const TEN_YEARS_SECONDS = 10 * 366 * 86_400;

export function devRoutes(dependencies: AppDependencies): Route[] {
  return [
    defineRoute({
      method: "post",
      path: "/v1/dev/clock",
      summary: "Development chains only: move the time of the store and its chains; what falls due happens in order",
      refusals: ["not_found"],
      access: ["operator"],
      body: z.strictObject({ advanceSeconds: z.int().min(1).max(TEN_YEARS_SECONDS) }),
      reply: z.strictObject({ now: time }),
      handle: async ({ body }) => {
        const { moveClock } = dependencies;
        if (moveClock === undefined) {
          throw new CofferError("not_found", "This store runs on real chains; its clock cannot be moved.");
        }
        return { status: 200, body: { now: (await moveClock(body.advanceSeconds)).toISOString() } };
      },
    }),
  ];
}
