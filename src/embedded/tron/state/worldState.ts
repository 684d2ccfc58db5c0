/** What a block changed: a key's new value, or undefined where it was removed. */
export type StateWrites = ReadonlyMap<string, string | undefined>;

type BlockHistory = { number: number; before: Map<string, string | undefined> };

/**
 * Everything that the chain knows beside its blocks, as one map of text: accounts, contracts, code and storage. The
 * values from before each of the newest blocks are kept, so that a fork can take blocks back and the solid state can
 * be read while the head has moved on.
 */
export type WorldState = {
  /** The value after the head block. */
  read(key: string): string | undefined;
  /** The value after block `number`; for a block older than the kept history, after the oldest one kept. */
  readAt(number: number, key: string): string | undefined;
  /** Applies block `number`, the one after the newest applied. */
  apply(number: number, writes: StateWrites): void;
  /** Takes back every block above `number`. */
  rollBackTo(number: number): void;
};

/** More than any solid lag or fork that can be asked for. */
const KEPT_BLOCKS = 256;

export function createWorldState(): WorldState {
  const values = new Map<string, string>();
  /** Only blocks that wrote something, in ascending order. */
  let history: BlockHistory[] = [];

  function put(key: string, value: string | undefined): void {
    if (value === undefined) values.delete(key);
    else values.set(key, value);
  }

  return {
    read: (key) => values.get(key),
    readAt(number, key) {
      const changedLater = history.find((block) => block.number > number && block.before.has(key));
      return changedLater === undefined ? values.get(key) : changedLater.before.get(key);
    },
    apply(number, writes) {
      if (writes.size > 0) {
        const before = new Map<string, string | undefined>();
        for (const [key, value] of writes) {
          before.set(key, values.get(key));
          put(key, value);
        }
        history.push({ number, before });
      }
      const [oldest] = history;
      if (oldest !== undefined && oldest.number < number - KEPT_BLOCKS) history.shift();
    },
    rollBackTo(number) {
      const undone = history.filter((block) => block.number > number);
      for (const { before } of undone.reverse()) for (const [key, value] of before) put(key, value);
      history = history.filter((block) => block.number <= number);
    },
  };
}
