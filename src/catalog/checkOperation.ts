import type { Contradiction } from "./contradiction.js";
import type { Condition, Operation } from "./operationSchema.js";

function holdsAlways({ options, ...others }: Condition): boolean {
  return Object.values(others).every((part) => part === null) && Object.keys(options ?? {}).length === 0;
}

/** Where an operation contradicts itself. */
export function checkOperation(path: string, operation: Operation): Contradiction[] {
  if (operation.rules.length === 0) return [{ path, message: "has no price" }];
  const found: Contradiction[] = [];
  const known = operation.models?.map(({ id }) => id);
  for (const { when } of [...operation.rules, ...operation.adjustments]) {
    for (const model of when.models ?? []) {
      if (known !== undefined && !known.includes(model))
        found.push({ path, message: `prices an unknown model ${model}` });
    }
    for (const option of Object.keys(when.options ?? {})) {
      if (!operation.options.includes(option)) found.push({ path, message: `prices an unlisted option ${option}` });
    }
  }
  for (const model of known ?? []) {
    const priced = operation.rules.some(({ when }) => when.models === null || when.models.includes(model));
    if (!priced) found.push({ path, message: `has no price for its model ${model}` });
  }
  if (known !== undefined && operation.defaults.model !== null && !known.includes(operation.defaults.model)) {
    found.push({ path: `${path}.defaults.model`, message: "is none of its models" });
  }
  const always = operation.rules.findIndex(({ when }) => holdsAlways(when));
  for (let index = always + 1; always >= 0 && index < operation.rules.length; index += 1) {
    found.push({ path: `${path}.rules.${index}`, message: "is never reached: a rule before it holds for every usage" });
  }
  return found;
}
