import { useMemo, useSyncExternalStore } from "react";

/** The browser tells of the back and forward buttons by itself, and of nothing else. */
const NAVIGATED = "coffer:navigated";

function subscribe(onChange: () => void): () => void {
  addEventListener("popstate", onChange);
  addEventListener(NAVIGATED, onChange);
  return () => {
    removeEventListener("popstate", onChange);
    removeEventListener(NAVIGATED, onChange);
  };
}

/** Goes to a page of the console without loading anything again. `replace` leaves no step for the back button. */
export function navigate(to: string, { replace = false }: { replace?: boolean } = {}): void {
  if (replace) history.replaceState(null, "", to);
  else history.pushState(null, "", to);
  dispatchEvent(new Event(NAVIGATED));
  if (!replace) scrollTo({ top: 0 });
}

/** The address that is shown; it changes by {@link navigate} and by the browser's buttons. */
export function useLocation(): URL {
  const href = useSyncExternalStore(subscribe, () => location.href);
  return useMemo(() => new URL(href), [href]);
}
