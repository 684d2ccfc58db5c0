import type { Schemas } from "../../lib/api.js";
import { useText } from "../frame/useText.js";
import styles from "./RetryOutcome.module.css";

/** What a retry or an assignment did, or would do, and every check that was made for it. The store says it in English. */
export function RetryOutcome({ result: { explanation, checks } }: { result: Schemas["RetryResult"] }) {
  const text = useText();
  return (
    <>
      <p lang="en">{explanation}</p>
      <ul className={styles.checks} aria-label={text("console.checks")}>
        {checks.map(({ name, ok, detail }) => (
          <li key={name} data-ok={ok}>
            <span className={styles.mark}>{text(ok ? "console.check.ok" : "console.check.failed")}</span>
            <span lang="en">
              {name}: {detail}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
