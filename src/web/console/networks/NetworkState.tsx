import type { Schemas } from "../../lib/api.js";
import { Badge } from "../frame/Badge.js";
import { useText } from "../frame/useText.js";

/** Whether a network is followed and credited. */
export function NetworkState({ network: { pausedAt, providers } }: { network: Schemas["NetworkStatus"] }) {
  const text = useText();
  if (pausedAt !== null) return <Badge tone="warning">{text("console.network.paused")}</Badge>;
  if (providers.some(({ ok }) => !ok)) return <Badge tone="bad">{text("console.network.troubled")}</Badge>;
  return <Badge tone="good">{text("console.network.running")}</Badge>;
}
