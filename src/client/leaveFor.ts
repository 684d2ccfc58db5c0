/** What is needed of a browser's `window`; the client is compiled without a browser's types. */
type Window = {
  location: { assign(url: string): void };
  addEventListener(type: "pageshow", listener: (event: { persisted: boolean }) => void): void;
};

/** After so long, in milliseconds, the other page is not coming: the buyer stopped it, or its server does not answer. */
const LEAVES_WITHIN_MS = 10_000;

/**
 * Goes to another page. Until that page answers, this one still takes presses: it resolves once the buyer has come back to
 * this page, or has not left it. A page that is left for good never hears of it.
 */
export function leaveFor(url: string, window: Window): Promise<void> {
  return new Promise((resolve) => {
    window.addEventListener("pageshow", ({ persisted }) => {
      // Without `persisted` this page has only now been loaded.
      if (persisted) resolve();
    });
    setTimeout(resolve, LEAVES_WITHIN_MS);
    window.location.assign(url);
  });
}
