import fc from "fast-check";
import { createOpenApiDocument } from "../../src/api/openapiDocument.js";
import type { Route } from "../../src/api/route.js";
import { createSchemaArbitraries, garbageText } from "../support/arbitraryOfSchema.js";
import { broken, HINTS, pathOf, rawBody, sayOnce } from "./fuzzValues.js";

type Schema = { [keyword: string]: unknown };
type Operation = { parameters?: Schema[]; requestBody?: { content: Record<string, { schema: Schema }> } };

/** A request that is to be made. Where it names an object, it says which of those that there will be by then: `@wal:7@`. */
export type PlannedRequest = {
  route: Route;
  path: string;
  as: "operator" | "store" | "service" | "session" | "nobody" | "stranger";
  key: string | undefined;
  contentType: string;
  body: string | undefined;
  from: string;
};

/**
 * How often a route is called. What makes objects comes more often, so that there are some to ask for; what computes the
 * whole ledger again takes a second, more than all the others together, and comes seldom.
 */
function weightOf({ path, statuses }: Route): number {
  if (path === "/v1/ledger/verify") return 1;
  return statuses.includes(201) ? 80 : 20;
}

/** Every request that the document of these routes describes, and what is near to it. */
export function planRequests(routes: readonly Route[], catalogText: string): fc.Arbitrary<PlannedRequest> {
  const document = createOpenApiDocument(routes);
  const arbitraryOf = createSchemaArbitraries(document.components.schemas, HINTS);

  function queryOf({ parameters = [] }: Operation): fc.Arbitrary<string> {
    const inQuery = parameters.filter((each) => each.in === "query");
    const fields = inQuery.map(({ name, schema, required }) => {
      const value = arbitraryOf({ type: "object", properties: { [String(name)]: schema }, required: [name] });
      const text = value.map((each) => String((each as Record<string, unknown>)[String(name)]));
      const either = fc.oneof({ weight: 9, arbitrary: text }, garbageText);
      // Mostly left out: a list refuses a cursor that it did not give.
      const seldom = fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, either);
      return [String(name), required === true ? either : seldom] as const;
    });
    return fc.record(Object.fromEntries(fields)).map((query) => {
      const given = Object.entries(query).filter(([, value]) => value !== undefined);
      const pairs = given.map(([name, value]) => `${name}=${encodeURIComponent(String(value).toWellFormed())}`);
      return pairs.length === 0 ? "" : `?${pairs.join("&")}`;
    });
  }

  function bodyOf(route: Route, { requestBody }: Operation): fc.Arbitrary<string | undefined> {
    if (route.method === "get") return fc.constant(undefined);
    if (route.textTypes.length > 0) {
      const cut = fc.nat({ max: catalogText.length }).map((end) => catalogText.slice(0, end));
      return fc.oneof(fc.constant(catalogText), cut, rawBody);
    }
    const schema = requestBody?.content["application/json"]?.schema;
    const valid = schema === undefined ? fc.constant({}) : arbitraryOf(schema).map(sayOnce);
    const toText = (value: unknown) => JSON.stringify(value);
    return fc.oneof(
      { weight: 12, arbitrary: valid.map(toText) },
      { weight: 4, arbitrary: broken(valid).map(toText) },
      { weight: 1, arbitrary: rawBody },
    );
  }

  function requestOf(route: Route): fc.Arbitrary<PlannedRequest> {
    const operation = document.paths[route.path]?.[route.method] as Operation;
    const types = ["application/json", ...route.textTypes];
    const may: PlannedRequest["as"][] = route.access === "anyone" ? ["nobody"] : [...route.access];
    const everyone: PlannedRequest["as"][] = ["operator", "store", "service", "session", "nobody", "stranger"];
    return fc
      .record({
        path: pathOf(route),
        query: queryOf(operation),
        as: fc.oneof(
          { weight: 6, arbitrary: fc.constantFrom<PlannedRequest["as"]>("operator", ...may) },
          fc.constantFrom(...everyone),
        ),
        key: fc.oneof(
          { weight: 12, arbitrary: fc.uuid() },
          { weight: 3, arbitrary: fc.nat({ max: 50 }).map((which) => `again-${which}`) },
          fc.constantFrom(undefined, "two words", "k".repeat(300)),
        ),
        contentType: fc.oneof(
          { weight: 19, arbitrary: fc.constant(types.at(-1) ?? "") },
          fc.constantFrom("text/plain", "application/json; charset=utf-16", "x", "multipart/form-data"),
        ),
        body: bodyOf(route, operation),
        from: fc.ipV4(),
      })
      .map(({ path, query, ...rest }) => ({ ...rest, route, path: path + query }));
  }

  return fc.oneof(...routes.map((route) => ({ weight: weightOf(route), arbitrary: requestOf(route) })));
}
