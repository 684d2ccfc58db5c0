import { FormattedMessage } from "react-intl";
import { CopyButton } from "../../ui/CopyButton.js";
import styles from "./Secret.module.css";

/** A secret that is shown this once, to be copied now. */
export function Secret({ secret, label }: { secret: string; label: string }) {
  return (
    <>
      <p>
        <FormattedMessage id="console.secret.once" />
      </p>
      <div className={styles.secret}>
        <code>{secret}</code>
        <CopyButton text={secret} label={label} />
      </div>
    </>
  );
}
