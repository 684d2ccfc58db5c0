import { useEffect, useState } from "react";

/** How long a button says that it copied, in milliseconds. */
const CONFIRM_MS = 2_000;

export type CopyState = "idle" | "copied" | "failed";

/** Copies text to the clipboard, and says for a moment how that went. */
export function useCopy(): { state: CopyState; copy(text: string): void } {
  const [state, setState] = useState<CopyState>("idle");
  useEffect(() => {
    if (state === "idle") return;
    const timer = setTimeout(() => setState("idle"), CONFIRM_MS);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = (text: string): void => {
    // Browsers offer no clipboard on plain http other than to this very machine.
    const writing = navigator.clipboard?.writeText(text) ?? Promise.reject(new Error("no clipboard"));
    writing.then(
      () => setState("copied"),
      () => setState("failed"),
    );
  };
  return { state, copy };
}
