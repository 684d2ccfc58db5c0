import type { Schemas } from "../../lib/api.js";
import { Badge } from "../frame/Badge.js";
import { useText } from "../frame/useText.js";

export type Endpoint = Schemas["WebhookEndpoint"];

/** Whether an endpoint is told of anything. */
export function EndpointState({ endpoint: { disabledAt } }: { endpoint: Endpoint }) {
  const text = useText();
  if (disabledAt !== null) return <Badge tone="bad">{text("console.endpoint.disabled")}</Badge>;
  return <Badge tone="good">{text("console.endpoint.enabled")}</Badge>;
}
