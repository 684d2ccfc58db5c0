// For a shop's own page: `<script src="https://credits.shop.example/embed.js"></script>` defines `Coffer.openCheckout`.
// docs/pages.md says how to use it.

import type { EmbeddedStatus, Report } from "./report.js";

type EmbedOptions = {
  /** The checkout's `url`, as the API gave it. */
  url: string;
  /** Where the frame is put: an element, or a selector of one. */
  container: Element | string;
  onStatus?(status: EmbeddedStatus): void;
  /** Called once, when the checkout is paid. Credits are the store's word to your server; this is for your page. */
  onPaid?(status: EmbeddedStatus): void;
};

function findContainer(container: Element | string): Element {
  const found = typeof container === "string" ? document.querySelector(container) : container;
  if (found === null) throw new Error(`Coffer.openCheckout: the container ${String(container)} is not on this page.`);
  return found;
}

function createFrame(url: URL): HTMLIFrameElement {
  const frame = document.createElement("iframe");
  url.searchParams.set("embed", location.origin);
  frame.src = url.href;
  frame.title = "Checkout";
  frame.allow = "clipboard-write";
  Object.assign(frame.style, { border: "0", width: "100%", minHeight: "40rem", display: "block" });
  return frame;
}

/** Shows a checkout in the page. @returns a function that takes it away again. */
export function openCheckout({ url, container, onStatus, onPaid }: EmbedOptions): () => void {
  const address = new URL(url);
  const frame = createFrame(address);
  let isPaid = false;

  function receive({ origin, source, data }: MessageEvent): void {
    // Anybody can post to this page: only our own frame, while it shows the store's page, is believed.
    if (origin !== address.origin || source !== frame.contentWindow || data?.source !== "coffer") return;
    const report = data as Report;
    if (report.type === "resize") frame.style.height = `${report.height}px`;
    if (report.type !== "status") return;
    const { checkoutId, status, creditsGranted } = report;
    onStatus?.({ checkoutId, status, creditsGranted });
    if (status === "paid" && !isPaid) {
      isPaid = true;
      onPaid?.({ checkoutId, status, creditsGranted });
    }
  }

  window.addEventListener("message", receive);
  findContainer(container).append(frame);
  return () => {
    window.removeEventListener("message", receive);
    frame.remove();
  };
}
