import type { Checkout } from "./checkout.js";

/** How long to wait before connecting again where the server refused the stream, in milliseconds. */
const RECONNECT_MS = 3_000;

export type Followers = {
  onCheckout(checkout: Checkout): void;
  /** The store's time, at each connection. */
  onTime(now: Date): void;
  onLive(isLive: boolean): void;
};

/**
 * Follows a checkout's event stream until the returned function is called. A browser reconnects by itself when a stream
 * is cut, but gives up for good when the server answers anything else; then we connect again.
 */
export function followEvents(path: string, { onCheckout, onTime, onLive }: Followers): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function connect(): void {
    const opened = new EventSource(path);
    source = opened;
    opened.addEventListener("time", ({ data }) => onTime(new Date(JSON.parse(data).now)));
    opened.addEventListener("message", ({ data }) => {
      onLive(true);
      onCheckout(JSON.parse(data) as Checkout);
    });
    opened.addEventListener("error", () => {
      onLive(false);
      if (opened.readyState === EventSource.CLOSED) timer = setTimeout(connect, RECONNECT_MS);
    });
  }

  connect();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}
