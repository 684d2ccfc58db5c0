import type { Logger } from "../../lib/log.js";

export type Miner = { pause(): void; resume(): void; isMining(): boolean; stop(): Promise<void> };

/**
 * Calls `mine` at every multiple of `blockMs`. Slots that passed while the process slept are not made up for: a chain
 * that stood still for a day goes on with its next block.
 */
export function startMiner(blockMs: number, mine: () => Promise<void>, log: Logger): Miner {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  let mining = blockMs > 0;

  async function tick(): Promise<void> {
    try {
      await mine();
    } catch (error) {
      log.error({ err: error }, "the TRON development node failed to make a block");
    }
    schedule();
  }

  function schedule(): void {
    if (!mining) return;
    clearTimeout(timer);
    timer = setTimeout(
      () => {
        running = tick();
      },
      blockMs - (Date.now() % blockMs),
    );
  }

  schedule();
  return {
    pause() {
      mining = false;
      clearTimeout(timer);
    },
    resume() {
      mining = blockMs > 0;
      schedule();
    },
    isMining: () => mining,
    async stop() {
      mining = false;
      clearTimeout(timer);
      await running;
    },
  };
}
