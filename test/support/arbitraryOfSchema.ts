import fc from "fast-check";

type Schema = { [keyword: string]: unknown };
type Arbitraries = { readonly [name: string]: fc.Arbitrary<unknown> };

/** Strings that have hurt other programs. */
const NASTY = [
  "",
  " ",
  "\0",
  "\ud800",
  "'; DROP TABLE wallets; --",
  "<script>alert(1)</script>",
  "../../etc/passwd",
  "__proto__",
  "constructor",
  "0",
  "-0",
  "-1",
  "1e400",
  "NaN",
  "0x10",
  "１",
  "9007199254740993",
  "9000000000",
  "9000000000.000001",
  "0.0000001",
  "100.00",
  "2026-02-30T00:00:00Z",
  "null",
  "[object Object]",
  "%00",
  "\u202e",
  "x".repeat(5_000),
];

/** Any JSON value, the nasty ones often. */
export const garbage: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<unknown>(...NASTY) },
  fc.constantFrom<unknown>(null, true, 0, -1, 1e308, 2 ** 53, 0.1, [], {}, [[]], { length: -1 }),
  { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  fc.string({ unit: "grapheme", maxLength: 50 }),
);

/** The same as text, for paths and queries. */
export const garbageText: fc.Arbitrary<string> = garbage.map((value) =>
  (typeof value === "string" ? value : (JSON.stringify(value) ?? "")).toWellFormed(),
);

function textOf({ pattern, minLength, maxLength, format }: Schema): fc.Arbitrary<string> {
  if (format === "date-time") {
    const from = new Date("2000-01-01T00:00:00Z");
    return fc
      .date({ min: from, max: new Date("2100-01-01T00:00:00Z"), noInvalidDate: true })
      .map((date) => date.toISOString());
  }
  if (typeof pattern === "string") return fc.stringMatching(new RegExp(pattern));
  const [shortest, longest] = [Number(minLength ?? 0), Number(maxLength ?? 40)];
  const plain = fc.string({
    unit: "grapheme",
    minLength: shortest,
    maxLength: Math.max(shortest, Math.min(longest, 200)),
  });
  // Text that any schema lets through is what hurts behind it.
  const nasty = NASTY.filter(({ length }) => length >= shortest && length <= longest);
  if (nasty.length === 0) return plain;
  return fc.oneof({ weight: 9, arbitrary: plain }, { weight: 1, arbitrary: fc.constantFrom(...nasty) });
}

function integerOf({ minimum, maximum }: Schema): fc.Arbitrary<number> {
  const [least, most] = [Number(minimum ?? -(2 ** 31)), Number(maximum ?? 2 ** 31)];
  return fc.oneof(fc.integer({ min: least, max: most }), fc.integer({ min: least, max: Math.min(most, least + 100) }));
}

/**
 * Makes arbitraries of what the schemas of an OpenAPI document allow. A property that has a name of `hints` mostly comes
 * from there, so that requests get past the schema to what is behind it.
 */
export function createSchemaArbitraries(components: Readonly<Record<string, Schema>>, hints: Arbitraries) {
  function property(name: string, schema: Schema): fc.Arbitrary<unknown> {
    const hint = hints[name];
    const plain = of(schema);
    return hint === undefined ? plain : fc.oneof({ weight: 9, arbitrary: hint }, { weight: 1, arbitrary: plain });
  }

  function objectOf({ properties, required, additionalProperties, propertyNames }: Schema): fc.Arbitrary<unknown> {
    if (properties === undefined) {
      const values = typeof additionalProperties === "object" ? of(additionalProperties as Schema) : fc.jsonValue();
      return fc.dictionary(textOf((propertyNames ?? {}) as Schema), values, { maxKeys: 4 });
    }
    const model = Object.entries(properties as Record<string, Schema>).map(
      ([name, schema]) => [name, property(name, schema)] as const,
    );
    return fc.record(Object.fromEntries(model), { requiredKeys: (required ?? []) as string[] });
  }

  function of(schema: Schema): fc.Arbitrary<unknown> {
    const { $ref, anyOf, enum: values, const: only, type, items, minItems, maxItems } = schema;
    if (typeof $ref === "string") return of(components[$ref.split("/").at(-1) ?? ""] ?? {});
    if (Array.isArray(anyOf)) return fc.oneof(...anyOf.map((each) => of(each as Schema)));
    if (Array.isArray(values)) return fc.constantFrom<unknown>(...values);
    if (only !== undefined) return fc.constant(only);
    if (type === "string") return textOf(schema);
    if (type === "integer" || type === "number") return integerOf(schema);
    if (type === "boolean") return fc.boolean();
    if (type === "null") return fc.constant(null);
    if (type === "object") return objectOf(schema);
    if (type === "array") {
      const minLength = Number(minItems ?? 0);
      return fc.array(of(items as Schema), { minLength, maxLength: Math.min(Number(maxItems ?? 5), minLength + 4) });
    }
    return fc.jsonValue();
  }

  return of;
}
