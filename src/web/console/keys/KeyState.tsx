import { Badge } from "../frame/Badge.js";
import { useText } from "../frame/useText.js";
import type { Key } from "./words.js";

/** Whether a key still opens anything, and whether it may change something. */
export function KeyState({ apiKey: { revokedAt, expiresAt, readOnly } }: { apiKey: Key }) {
  const text = useText();
  if (revokedAt !== null) return <Badge tone="bad">{text("console.key.revoked")}</Badge>;
  if (expiresAt !== null && new Date(expiresAt) <= new Date()) {
    return <Badge tone="warning">{text("console.key.expired")}</Badge>;
  }
  return <Badge tone="good">{text(readOnly ? "console.key.activeReadOnly" : "console.key.active")}</Badge>;
}
