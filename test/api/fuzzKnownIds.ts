import type { PlannedRequest } from "./fuzzPlan.js";
import type { Answer } from "./startApi.js";

/** Known ids of one kind; newer ones take the place of older ones. */
const KNOWN_MAX = 200;
/** The first wallets keep their credits and are named all the time: they are never forgotten. */
const KEPT = 20;

/** The ids that a run has met so far, by their prefix: what a plan that was made before can name. */
export function createKnownIds() {
  const known = new Map<string, string[]>();

  function remember(prefix: string, id: string): void {
    const ids = known.get(prefix) ?? [];
    if (ids.includes(id)) return;
    if (ids.length >= KNOWN_MAX) ids.splice(KEPT, 1);
    ids.push(id);
    known.set(prefix, ids);
  }

  return {
    remember,
    of: (prefix: string): readonly string[] => known.get(prefix) ?? [],
    /** Remembers all that an answer names. */
    learn({ route }: PlannedRequest, { text, status, body }: Answer): void {
      for (const [id, prefix = ""] of text.matchAll(/\b([a-z]{3})_[0-9a-hjkmnp-tv-z]{28}\b/g)) {
        // The keys of the run itself must not be revoked: only those that it made are known.
        if (prefix !== "key" || (status === 201 && route.path.startsWith("/v1/keys"))) remember(prefix, id);
      }
      if (typeof body?.quoteId === "string") remember("qte", body.quoteId);
    },
    /** Puts ids that are known by now where the plan wants some. */
    resolve: (text: string): string =>
      text.replaceAll(/@(\w{3}):(\d+)@/g, (_, prefix: string, which: string) => {
        const ids = known.get(prefix) ?? [];
        return ids[Number(which) % Math.max(ids.length, 1)] ?? `${prefix}_none`;
      }),
  };
}
