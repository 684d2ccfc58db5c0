import { readFile } from "node:fs/promises";
import { z } from "zod";
import { defineRoute, type Route } from "../route.js";

const ERRORS = new URL("../../../docs/errors.md", import.meta.url);

/** What a problem's `type` points to. */
export function documentRoutes(): Route[] {
  return [
    defineRoute({
      method: "get",
      path: "/docs/errors",
      summary: "Every error code: what causes it and what to do",
      mediaTypes: ["text/markdown"],
      access: "anyone",
      reply: z.string(),
      handle: async ({ response }) => {
        response.type("text/markdown").send(await readFile(ERRORS, "utf8"));
        return undefined;
      },
    }),
  ];
}
