import openapiTypescript, { astToString } from "openapi-typescript";
import { expect, it } from "vitest";
import { createOpenApiDocument } from "../../src/api/openapiDocument.js";
import { startApi } from "../api/startApi.js";

const HEADING = `/**
 * The types of Coffer's HTTP API. Generated from its OpenAPI document: do not edit, run \`npm run generate:client-types\`.
 */

`;

it("the client's types are those of the OpenAPI document; `npm run generate:client-types` makes them so", async () => {
  const api = await startApi();
  const document = createOpenApiDocument(api.routes);
  await api.close();
  const types = astToString(
    await openapiTypescript(JSON.stringify(document), { rootTypes: true, rootTypesNoSchemaPrefix: true }),
  );
  // Types of the document's inner parts, which nobody calls by name.
  const wanted = types.replaceAll(/^export type (Response|Parameter|Header)\w+ = components\[.*\n/gm, "");
  await expect(HEADING + wanted).toMatchFileSnapshot("../../src/client/schema.ts");
});
