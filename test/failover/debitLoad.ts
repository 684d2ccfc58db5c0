import type { Coffer } from "../support/coffer.js";

export type Acknowledged = { id: string; walletId: string; at: number };

export type DebitLoad = {
  /** Every debit that was answered with 201, in the order of the answers. */
  acknowledged: Acknowledged[];
  /** Answers and failures other than 201, by kind. */
  refused: Map<string, number>;
  stop(): Promise<void>;
};

/**
 * Debits one credit after another from several wallets through all APIs, each with a key of its own, which is kept until it is
 * answered for good: what a client that fails closed would do.
 */
export function startDebitLoad(apis: readonly Coffer[], key: string, walletIds: readonly string[]): DebitLoad {
  const acknowledged: Acknowledged[] = [];
  const refused = new Map<string, number>();
  let running = true;

  async function tryOnce(api: Coffer, walletId: string, idempotencyKey: string): Promise<boolean> {
    try {
      const reply = await fetch(`${api.url}/v1/debits`, {
        method: "POST",
        headers: {
          authorization: `Bearer ${key}`,
          "content-type": "application/json",
          "idempotency-key": idempotencyKey,
        },
        body: JSON.stringify({ walletId, credits: "0.001" }),
        signal: AbortSignal.timeout(10_000),
      });
      const body = (await reply.json()) as { id: string; code?: string };
      if (reply.status === 201) {
        acknowledged.push({ id: body.id, walletId, at: Date.now() });
        return true;
      }
      const kind = `${reply.status} ${body.code}`;
      refused.set(kind, (refused.get(kind) ?? 0) + 1);
    } catch (error) {
      const kind = error instanceof Error ? error.name : "unknown";
      refused.set(kind, (refused.get(kind) ?? 0) + 1);
    }
    return false;
  }

  async function spend(walletId: string, worker: number): Promise<void> {
    for (let count = 0; running; count += 1) {
      const idempotencyKey = `failover-${worker}-${count}`;
      for (let attempt = 0; running; attempt += 1) {
        const api = apis[(worker + count + attempt) % apis.length];
        if (api === undefined) throw new RangeError("no API runs");
        if (await tryOnce(api, walletId, idempotencyKey)) break;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
  }

  const spenders = walletIds.map(spend);
  return {
    acknowledged,
    refused,
    stop: async () => {
      running = false;
      await Promise.all(spenders);
    },
  };
}

/** The longest time between two acknowledged debits that began within the window, in milliseconds. */
export function longestPause(acknowledged: readonly Acknowledged[], from: number, to: number): number {
  const times = acknowledged.map(({ at }) => at).filter((at) => at >= from && at <= to);
  return Math.max(0, ...times.slice(1).map((at, index) => at - (times[index] ?? at)));
}
