import { readFile } from "node:fs/promises";
import { z } from "zod";
import { errorsPage } from "../errorsPage.js";
import { createOpenApiDocument, type OpenApiDocument } from "../openapiDocument.js";
import { defineRoute, type Route } from "../route.js";

const ERRORS = new URL("../../../docs/errors.md", import.meta.url);

/** What the API says of itself. @param routes all of them, these included; read at the first call. */
export function documentRoutes(routes: () => readonly Route[]): Route[] {
  let document: OpenApiDocument | undefined;
  return [
    defineRoute({
      method: "get",
      path: "/openapi.json",
      summary: "This document",
      access: "anyone",
      reply: z.looseObject({ openapi: z.string() }),
      handle: async () => {
        document ??= createOpenApiDocument(routes());
        return { status: 200, body: document };
      },
    }),
    defineRoute({
      method: "get",
      path: "/docs/errors",
      summary: "Every error code: what causes it and what to do",
      mediaTypes: ["text/markdown", "text/html"],
      access: "anyone",
      reply: z.string(),
      handle: async ({ request, response }) => {
        const markdown = await readFile(ERRORS, "utf8");
        const type = request.accepts(["text/markdown", "text/html"]) || "text/markdown";
        response
          .vary("Accept")
          .type(type)
          .send(type === "text/html" ? errorsPage(markdown) : markdown);
        return undefined;
      },
    }),
  ];
}
