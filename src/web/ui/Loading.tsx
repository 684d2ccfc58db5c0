import { FormattedMessage } from "react-intl";
import styles from "./Loading.module.css";

/** What stands where something is still being fetched. */
export function Loading() {
  return (
    <p className={styles.loading} role="status">
      <span className={styles.spinner} aria-hidden="true" />
      <FormattedMessage id="shared.loading" />
    </p>
  );
}
