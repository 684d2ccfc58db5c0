import { FormattedMessage } from "react-intl";
import { useCopy } from "../lib/useCopy.js";
import { Button } from "./Button.js";
import styles from "./CopyButton.module.css";

const TEXTS = { idle: "shared.copy", copied: "shared.copied", failed: "shared.copyFailed" } as const;

/** Copies `text` and confirms it in its own words. `label` says to a screen reader what is copied. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const { state, copy } = useCopy();
  return (
    <>
      <Button size="small" {...(state === "idle" ? { "aria-label": label } : {})} onPress={() => copy(text)}>
        {state === "copied" && <span aria-hidden="true">✓</span>}
        <FormattedMessage id={TEXTS[state]} />
      </Button>
      <span className={styles.announcement} role="status">
        {state !== "idle" && <FormattedMessage id={TEXTS[state]} />}
      </span>
    </>
  );
}
