import { messageOf } from "../lib/errors.js";
import { findChild } from "./childProcess.js";
import { type PartName, type Parts, type PartsParameters, pidFilesOf, startParts } from "./parts.js";

export type SuperviseParameters = {
  names: PartName[];
  /** Kept current: a part that was started again replaces the one that died. */
  parts: Parts;
  lock: <T>(work: () => Promise<T>) => Promise<T>;
  parameters: PartsParameters;
};

const LOOK_MS = 1_000;
/** Between looks at whether a chain has grown too long. */
const LENGTH_LOOKS = 60;

/**
 * Looks after the parts while this process runs: starts again what died, on the remembered port, so that connections
 * heal by themselves, and restarts the Ethereum chain when it has grown too long. Every user of a DATA_DIR does so; the
 * lock makes one of them the one who acts.
 */
export function superviseParts({ names, parts, lock, parameters }: SuperviseParameters): { stop(): Promise<void> } {
  const { log } = parameters;
  const pidFiles = pidFilesOf(parameters.dataDir);
  let looks = 0;
  let stopped = false;
  let looking: Promise<void> | undefined;

  async function look(): Promise<void> {
    looks += 1;
    const dead = names.filter((name) => findChild(pidFiles[name]) === undefined);
    if (dead.length > 0) await restart(dead);
    if (looks % LENGTH_LOOKS === 0 && (await parts.ethereum?.needsRestart())) await shortenEthereum();
  }

  async function restart(dead: PartName[]): Promise<void> {
    await lock(async () => {
      if (stopped) return;
      log.error({ parts: dead }, `${dead.join(" and ")} ended unexpectedly and is started again`);
      await replace(dead);
    });
  }

  async function shortenEthereum(): Promise<void> {
    await lock(async () => {
      if (stopped || parts.ethereum === undefined || !(await parts.ethereum.needsRestart())) return;
      log.info("restarts the Ethereum chain to drop old empty blocks");
      await parts.ethereum.close();
      await replace(["ethereum"]);
    });
  }

  async function replace(ended: PartName[]): Promise<void> {
    if (ended.includes("ethereum")) parts.ethereum?.release();
    const before = addressesOf(parts);
    Object.assign(parts, await startParts(ended, parameters));
    if (addressesOf(parts) !== before) log.error("an embedded part had to move to another port: restart the store");
  }

  async function lookSafely(): Promise<void> {
    try {
      await look();
    } catch (error) {
      log.error({ reason: messageOf(error) }, "an embedded part could not be started again; trying on");
    }
  }

  const timer = setInterval(() => {
    // A look that has to restart a part takes longer than the interval.
    looking ??= lookSafely().finally(() => {
      looking = undefined;
    });
  }, LOOK_MS);
  timer.unref();

  return {
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      await looking;
    },
  };
}

function addressesOf({ postgres, ethereum, tron }: Parts): string {
  return [postgres?.url, ethereum?.rpcUrl, tron?.rpcUrl].join(" ");
}
