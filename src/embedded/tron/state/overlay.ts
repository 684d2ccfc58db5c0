import type { StateWrites } from "./worldState.js";

/** Writes on top of a state that stays untouched, with nested checkpoints: one block's, or one trial run's. */
export type Overlay = {
  get(key: string): string | undefined;
  set(key: string, value: string | undefined): void;
  checkpoint(): void;
  commit(): void;
  revert(): void;
  /** All that was written and not reverted. */
  writes(): StateWrites;
};

type Undo = { key: string; had: boolean; value: string | undefined };

export function createOverlay(read: (key: string) => string | undefined): Overlay {
  const written = new Map<string, string | undefined>();
  const undos: Undo[] = [];
  const checkpoints: number[] = [];

  return {
    get: (key) => (written.has(key) ? written.get(key) : read(key)),
    set(key, value) {
      if (checkpoints.length > 0) undos.push({ key, had: written.has(key), value: written.get(key) });
      written.set(key, value);
    },
    checkpoint: () => checkpoints.push(undos.length),
    commit() {
      checkpoints.pop();
      if (checkpoints.length === 0) undos.length = 0;
    },
    revert() {
      const start = checkpoints.pop() ?? 0;
      for (const { key, had, value } of undos.splice(start).reverse()) {
        if (had) written.set(key, value);
        else written.delete(key);
      }
    },
    writes: () => written,
  };
}
