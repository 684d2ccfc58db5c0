import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { createApi, unwrap } from "../lib/api.js";
import { isWorthRetrying } from "../lib/problem.js";
import type { Checkout } from "./checkout.js";
import { followEvents } from "./followEvents.js";

/** How often a checkout is asked for while its event stream is away, in milliseconds; a stream that is silent for so long is. */
const POLL_MS = 5_000;

export type LiveCheckout = {
  checkout: Checkout | undefined;
  /** Why it cannot be shown. */
  error: Error | null;
  reload(): void;
  /** Shows what a call has just answered, ahead of the stream. */
  show(checkout: Checkout): void;
  /** Whether changes have ceased to arrive by themselves; the checkout is asked for again and again then. */
  isAway: boolean;
  /** The store's time now, in milliseconds since 1970; null until the store has said it. */
  storeTime(): number | null;
};

/** A checkout as it is, and as it becomes. */
export function useCheckout(id: string): LiveCheckout {
  const queryClient = useQueryClient();
  const [stream, setStream] = useState<"opening" | "live" | "away">("opening");
  const [lead, setLead] = useState<number | null>(null);
  const query = useQuery<Checkout>({
    queryKey: ["checkout", id],
    queryFn: () => unwrap(createApi().GET("/v1/checkouts/{id}", { params: { path: { id } } })),
    refetchInterval: ({ state }) =>
      stream === "live" || (state.error !== null && !isWorthRetrying(state.error)) ? false : POLL_MS,
    refetchOnWindowFocus: false,
  });
  const isKnown = query.data !== undefined;

  useEffect(() => {
    if (!isKnown) return;
    const silence = setTimeout(() => setStream((now) => (now === "opening" ? "away" : now)), POLL_MS);
    const leave = followEvents(`/v1/checkouts/${encodeURIComponent(id)}/events`, {
      onLive: (isLive) => setStream(isLive ? "live" : "away"),
      onCheckout: (checkout) => queryClient.setQueryData(["checkout", id], checkout),
      // The monotonic clock: whoever sets the device's clock meanwhile does not move the deadline.
      onTime: (now) => setLead(now.getTime() - performance.now()),
    });
    return () => {
      clearTimeout(silence);
      leave();
    };
  }, [id, isKnown, queryClient]);

  return {
    checkout: query.data,
    error: query.data === undefined ? query.error : null,
    reload: () => void query.refetch(),
    show: (checkout) => queryClient.setQueryData(["checkout", id], checkout),
    isAway: stream === "away",
    storeTime: () => (lead === null ? null : lead + performance.now()),
  };
}
