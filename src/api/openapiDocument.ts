import { commonRefusals, operationOf } from "./openapiOperation.js";
import { PROBLEM_SCHEMAS } from "./openapiProblems.js";
import { createSchemaWriter, type JsonSchema } from "./openapiSchemas.js";
import type { Route } from "./route.js";

/** What the document is divided into, in the order in which a reader meets it, by the first part of a path. */
const TAGS: [name: string, description: string, parts: string[]][] = [
  ["Catalogue", "What is sold and what everything costs.", ["catalog", "quotes"]],
  ["Wallets", "Who has credits, which lots, and what became of them.", ["wallets", "transfers"]],
  ["Checkouts", "Buying credits with USDT.", ["checkouts"]],
  ["Spending", "Holding, capturing and debiting credits.", ["holds", "debits"]],
  ["Webhooks", "Being told what happened.", ["events", "webhook-endpoints"]],
  ["Deposits", "An operator's view of what came in.", ["deposits"]],
  ["Operations", "Watching and running the store.", []],
];

const INTRODUCTION = `A self-hosted credit store paid in USDT on TRON (TRC20) and Ethereum (ERC20).

**Amounts** of USDT, dollars and credits are decimal strings in shortest form with at most 6 decimals: \`"9.99"\`, \`"100"\`,
never \`"100.00"\` or a number. **Times** are RFC 3339 in UTC. **Ids** have a prefix (\`wal_\`, \`chk_\`, …) and sort by creation.
**Lists** answer \`{data, nextCursor}\`; send \`nextCursor\` as \`cursor\` for what follows. Unknown fields of a request are
refused; a reply may gain fields, so ignore those you do not know.

**Errors** are problem documents (RFC 9457): act on \`code\`; /docs/errors explains each.

**Idempotency.** A call that moves value needs an \`Idempotency-Key\`. Repeated with the same key and body it answers as
before, with \`Idempotency-Replayed: true\`, and nothing happens twice: after a lost answer, repeat the call.`;

const PARAMETERS = {
  IdempotencyKey: {
    name: "Idempotency-Key",
    in: "header",
    required: true,
    description:
      "Your own name for this one action, such as your job's id: 1 to 255 visible ASCII characters. It belongs to your client and to the wallet that is moved.",
    schema: { type: "string", minLength: 1, maxLength: 255, pattern: "^[\\x21-\\x7e]+$" },
    example: "image-4711",
  },
};

const HEADERS = {
  RequestId: { description: "Names this request; quote it when you ask for help.", schema: { type: "string" } },
  IdempotencyReplayed: {
    description: "`true` where the answer is that of an earlier call with the same key.",
    schema: { type: "string", enum: ["true"] },
  },
  RetryAfter: { description: "Try again after so many seconds.", schema: { type: "string", pattern: "^\\d+$" } },
};

const CONSOLE =
  "An operator's browser after `POST /v1/console/login`; over https the cookie is `__Host-coffer_console`. What changes something also needs the login's token in `X-CSRF-Token`.";

const SECURITY_SCHEMES = {
  key: {
    type: "http",
    scheme: "bearer",
    description: "An API key, `cfr_<role>_…`. A key of the role `operator` may make every call.",
  },
  session: {
    type: "http",
    scheme: "bearer",
    description:
      "A wallet session (`POST /v1/wallets/{id}/sessions`): one buyer's own wallet and checkouts, for a while.",
  },
  console: { type: "apiKey", in: "cookie", name: "coffer_console", description: CONSOLE },
};

/** The part of a path that says what it is about: `/v1/wallets/{id}` → `wallets`. */
function tagOf({ path }: Route): string {
  const part = path.split("/")[2] ?? "";
  return (TAGS.find(([, , parts]) => parts.includes(part)) ?? ["Operations"])[0];
}

export type OpenApiDocument = {
  openapi: "3.1.1";
  paths: Record<string, Record<string, JsonSchema>>;
  components: { schemas: Record<string, JsonSchema> } & JsonSchema;
} & JsonSchema;

/** The OpenAPI document of these routes, made from the schemas that they check requests and replies with. */
export function createOpenApiDocument(routes: readonly Route[]): OpenApiDocument {
  const schemas = createSchemaWriter();
  const problems = new Map([...PROBLEM_SCHEMAS].map(([code, schema]) => [code, schemas.reply(schema)]));
  const paths: OpenApiDocument["paths"] = {};
  for (const route of routes) {
    const operations = paths[route.path] ?? {};
    operations[route.method] = operationOf(route, { tag: tagOf(route), schemas, problems });
    paths[route.path] = operations;
  }
  const byName = Object.entries(schemas.components).sort(([left], [right]) => (left < right ? -1 : 1));
  return {
    openapi: "3.1.1",
    info: { title: "Coffer", version: "1", description: INTRODUCTION, license: { name: "MIT", identifier: "MIT" } },
    // Wherever the document was fetched from.
    servers: [{ url: "/" }],
    tags: TAGS.map(([name, description]) => ({ name, description })),
    paths,
    components: {
      schemas: Object.fromEntries(byName),
      responses: commonRefusals(problems),
      parameters: PARAMETERS,
      headers: HEADERS,
      securitySchemes: SECURITY_SCHEMES,
    },
  };
}
