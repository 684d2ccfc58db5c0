import styles from "./Change.module.css";

type Fields = Record<string, unknown>;

function fieldsOf(state: unknown): Fields {
  if (state === null || state === undefined) return {};
  return typeof state === "object" ? (state as Fields) : { "": state };
}

const write = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value ?? null));

/** What an act changed: the fields that were different before and after. */
export function Change({ before, after }: { before: unknown; after: unknown }) {
  const [old, now] = [fieldsOf(before), fieldsOf(after)];
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])];
  const changed = names.filter((name) => write(old[name]) !== write(now[name]));
  if (changed.length === 0) return <>–</>;
  return (
    <ul className={styles.changes}>
      {changed.map((name) => (
        <li key={name}>
          {name}: {Object.hasOwn(old, name) && <del>{write(old[name])}</del>}{" "}
          {Object.hasOwn(now, name) && <ins>{write(now[name])}</ins>}
        </li>
      ))}
    </ul>
  );
}
