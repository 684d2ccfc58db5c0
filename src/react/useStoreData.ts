import { useCallback, useEffect, useState } from "react";

export type StoreData<Data> = {
  /** Undefined until it has come. */
  data: Data | undefined;
  /** Why the newest try failed; what came before stays shown. */
  error: Error | undefined;
  refresh(): void;
};

/** Reads something from the store, and again every `everyMs` milliseconds where given. `read` must be stable. */
export function useStoreData<Data>(read: () => Promise<Data>, everyMs?: number): StoreData<Data> {
  const [state, setState] = useState<{ data?: Data; error?: Error }>({});
  const [round, setRound] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round is what asks again.
  useEffect(() => {
    let isCurrent = true;
    read().then(
      (data) => {
        if (isCurrent) setState({ data });
      },
      (error: Error) => {
        if (isCurrent) setState((before) => ({ ...before, error }));
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [read, round]);
  const refresh = useCallback(() => setRound((count) => count + 1), []);
  useEffect(() => {
    if (everyMs === undefined) return;
    const timer = setInterval(refresh, everyMs);
    return () => clearInterval(timer);
  }, [everyMs, refresh]);
  return { data: state.data, error: state.error, refresh };
}
