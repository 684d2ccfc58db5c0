import type { Schemas } from "../../lib/api.js";
import { Moment } from "../frame/Moment.js";
import { useText } from "../frame/useText.js";

/** Every try of a delivery: when, what came back or why nothing did, and how long it took. */
export function Tries({ delivery: { tries, failure } }: { delivery: Schemas["WebhookDelivery"] }) {
  const text = useText();
  return (
    <>
      <ul>
        {tries.map(({ at, status, error, latencyMs }) => (
          <li key={at}>
            <Moment at={at} />: <span lang="en">{status ?? error ?? "–"}</span>,{" "}
            {text("console.delivery.latency", { milliseconds: latencyMs })}
          </li>
        ))}
      </ul>
      {failure !== null && <p lang="en">{failure}</p>}
    </>
  );
}
