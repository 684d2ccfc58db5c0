import { useEffect, useState } from "react";
import { FormattedMessage, FormattedTime } from "react-intl";
import { Notice } from "../ui/Notice.js";
import type { Checkout } from "./checkout.js";
import styles from "./TimeLeft.module.css";

const TICK_MS = 1_000;
/** The time is nobody's worry before its last quarter. */
const SHOWN_PART = 4;

function clockText(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1_000);
  const parts = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  return parts
    .slice(parts[0] === 0 ? 1 : 0)
    .map((part, index) => (index === 0 ? String(part) : String(part).padStart(2, "0")))
    .join(":");
}

/** How long the terms hold, in the last quarter of their time, by the store's clock; then, until when grace lasts. */
export function TimeLeft({ checkout, storeTime }: { checkout: Checkout; storeTime(): number | null }) {
  const [now, setNow] = useState(storeTime);
  useEffect(() => {
    setNow(storeTime());
    const timer = setInterval(() => setNow(storeTime()), TICK_MS);
    return () => clearInterval(timer);
  }, [storeTime]);

  if (now === null) return null;
  const expiresAt = Date.parse(checkout.expiresAt);
  const left = expiresAt - now;
  if (left > (expiresAt - Date.parse(checkout.createdAt)) / SHOWN_PART) return null;
  if (left > 0) {
    return (
      <p className={styles.left} role="timer">
        <FormattedMessage id="checkout.time.left" values={{ time: <strong key="time">{clockText(left)}</strong> }} />
      </p>
    );
  }
  return (
    <Notice tone="warning">
      <p>
        <FormattedMessage
          id="checkout.time.grace"
          values={{ time: <FormattedTime value={checkout.inTimeUntil} key="time" /> }}
        />
      </p>
    </Notice>
  );
}
