import type { ReactNode } from "react";
import { Text } from "react-aria-components/Text";
import {
  UNSTABLE_Toast as Toast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as ToastRegion,
} from "react-aria-components/Toast";
import { useIntl } from "react-intl";
import { Button } from "./Button.js";
import { classNames } from "./classNames.js";
import type { NoticeTone } from "./Notice.js";
import styles from "./Toasts.module.css";

type ToastText = { text: ReactNode; tone: NoticeTone };

/** Long enough to be read and found by a screen reader. */
const SHOWN_MS = 6_000;

const queue = new ToastQueue<ToastText>({ maxVisibleToasts: 3 });

/** Says in a corner of the page what was just done. What must not be missed stays until it is closed. */
export function showToast(text: ReactNode, tone: NoticeTone = "good"): void {
  queue.add({ text, tone }, tone === "bad" ? {} : { timeout: SHOWN_MS });
}

/** Where toasts appear; once on a page that uses them. */
export function Toasts() {
  const close = useIntl().formatMessage({ id: "shared.close" });
  return (
    <ToastRegion queue={queue} className={styles.region ?? ""}>
      {({ toast }) => (
        <Toast toast={toast} className={classNames(styles.toast, styles[toast.content.tone])}>
          <ToastContent className={styles.content ?? ""}>
            <Text slot="title">{toast.content.text}</Text>
          </ToastContent>
          <Button slot="close" look="quiet" size="small" aria-label={close}>
            ×
          </Button>
        </Toast>
      )}
    </ToastRegion>
  );
}
