import { FormattedMessage } from "react-intl";
import type { Schemas } from "../../lib/api.js";
import { ConsoleLink } from "../frame/ConsoleLink.js";
import styles from "./RetryOutcome.module.css";

/** What became of many retries: how many, and why each of the rest was not credited. */
export function BulkOutcome({ results }: Pick<Schemas["BulkRetry"], "results">) {
  const rest = results.filter(({ outcome }) => outcome !== "credited");
  const count = results.length;
  return (
    <>
      <p>
        <FormattedMessage id="console.bulk.done" values={{ count, credited: count - rest.length }} />
      </p>
      {rest.length > 0 && (
        <ul className={styles.checks}>
          {rest.map(({ id, explanation }) => (
            <li key={id}>
              <ConsoleLink to={`/console/deposits/${id}`}>{id}</ConsoleLink>: <span lang="en">{explanation}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
