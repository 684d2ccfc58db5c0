import { setTimeout as delay } from "node:timers/promises";
import type { SpendingPlan } from "../plan/plan.js";
import type { Answer, Ask, Client } from "./createClient.js";

/** Long enough for the pipeline to be busy, short enough to be over when a play ends. */
const HOLD_SECONDS = 12;
/** A hold that nobody ends, so that its time does. */
const SHORT_HOLD_SECONDS = 2;

/** What an image service does around one generation. */
export async function playSpending(
  client: Client,
  walletId: string,
  { service, credits, doubled, patienceMs, what }: SpendingPlan,
  key: string,
): Promise<void> {
  const role = service === 0 ? "service-1" : "service-2";

  /** One call; a doubled one is sent twice at once, and must have one effect. */
  async function call(path: string, body: Record<string, unknown>, suffix = ""): Promise<Answer> {
    const ask: Ask = { role, path, body, key: key + suffix, patienceMs };
    const [answer] = await Promise.all([client.ask(ask), ...(doubled ? [client.ask(ask)] : [])]);
    return answer;
  }

  if (what.kind === "batch") {
    const debits = Array.from({ length: what.debits }, (_, index) => {
      const itemKey = `${key}-${index}`;
      return { idempotencyKey: itemKey, walletId, credits, reference: itemKey };
    });
    await call("/v1/debits/batch", { debits });
    return;
  }
  if (what.kind === "debit" || what.kind === "refund") {
    const { outcome, reply } = await call("/v1/debits", { walletId, credits, reference: key });
    if (what.kind === "debit" || outcome !== "accepted") return;
    await delay(what.pauseMs);
    await call(`/v1/debits/${reply.id}/refund`, { credits: what.refunded, reason: "the image was bad" }, "-refund");
    return;
  }
  const expiresInSeconds = what.kind === "expire" ? SHORT_HOLD_SECONDS : HOLD_SECONDS;
  const { outcome, reply } = await call("/v1/holds", { walletId, credits, reference: key, expiresInSeconds });
  if (what.kind === "expire" || outcome !== "accepted") return;
  await delay(what.pauseMs);
  if (what.kind === "void") await call(`/v1/holds/${reply.id}/void`, { reason: "the model failed" }, "-void");
  else await call(`/v1/holds/${reply.id}/capture`, { credits: what.captured }, "-capture");
}
