import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Logger } from "../lib/log.js";
import { endChild } from "./childProcess.js";
import { type Development, readDevelopment, type SomeDevelopment, writeDevelopment } from "./development.js";
import { withDirectoryLock } from "./directoryLock.js";
import { type PartName, type Parts, type PartsParameters, pidFilesOf, startParts } from "./parts.js";
import { superviseParts } from "./superviseParts.js";
import { joinUsers } from "./users.js";

export type { Development };

export type EmbeddedParameters = {
  /** Holds everything that is embedded; created where missing. */
  dataDir: string;
  /** Pace of the development chains, milliseconds from block to block. */
  blockMs: number;
  /** Where the development chains listen; PostgreSQL listens on loopback only. */
  host: string;
  want: Record<PartName, boolean>;
  log: Logger;
};

export type Embedded = {
  /** Of the embedded PostgreSQL, where it was asked for. */
  databaseUrl: string | undefined;
  /** The development chains, where both were asked for. */
  development: Development | null;
  /** Ends the parts, unless another living process uses them. */
  close(): Promise<void>;
};

const CLOSE_GRACE_MS = 5_000;

/**
 * Starts the wanted parts under `dataDir` and writes `dev.json`. Processes that share a DATA_DIR (API and workers
 * started apart, or the next start after a kill) share its parts: who finds one running goes on with it, whoever sees
 * one die starts it again, the last one to leave ends them all.
 * @throws UnavailableError when a part does not come up; the others are then ended again.
 */
export async function startEmbedded(parameters: EmbeddedParameters): Promise<Embedded> {
  const { want, log } = parameters;
  const dataDir = resolve(parameters.dataDir);
  const names = (["postgres", "ethereum", "tron"] as const).filter((name) => want[name]);
  if (names.length === 0) return { databaseUrl: undefined, development: null, close: async () => undefined };

  // Others may pass: run by root, PostgreSQL's own user has to reach its data below. Files with secrets are 0600.
  mkdirSync(dataDir, { recursive: true, mode: 0o711 });
  const lock = <T>(work: () => Promise<T>): Promise<T> => withDirectoryLock(join(dataDir, "lock"), work);
  const partsParameters: PartsParameters = { dataDir, blockMs: parameters.blockMs, host: parameters.host, log };
  const { parts, users } = await lock(async () => {
    const joined = joinUsers(join(dataDir, "users"));
    try {
      const started = await startParts(names, partsParameters);
      writeChains(dataDir, started);
      return { parts: started, users: joined };
    } catch (error) {
      if (!joined.leave()) await endParts(dataDir);
      throw error;
    }
  });
  const supervision = superviseParts({ names, parts, lock, parameters: partsParameters });

  return {
    databaseUrl: parts.postgres?.url,
    development: bothChains(parts),
    close: async () => {
      await supervision.stop();
      await lock(async () => {
        if (users.leave()) {
          parts.ethereum?.release();
          log.info("leaves the embedded parts running: another process uses them");
        } else {
          await parts.ethereum?.close();
          await endParts(dataDir);
        }
      });
    },
  };
}

async function endParts(dataDir: string): Promise<void> {
  await Promise.all(Object.values(pidFilesOf(dataDir)).map((pidFile) => endChild(pidFile, CLOSE_GRACE_MS)));
}

/** Chains that this process did not ask for stay in the file as they are. */
function writeChains(dataDir: string, parts: Parts): void {
  const chains = chainsOf(parts);
  if (Object.keys(chains).length === 0) return;
  let known: SomeDevelopment = {};
  try {
    known = readDevelopment(dataDir);
  } catch {
    // The first start in this directory.
  }
  writeDevelopment(dataDir, { ...known, ...chains });
}

function chainsOf({ ethereum, tron }: Parts): SomeDevelopment {
  const chains: SomeDevelopment = {};
  if (ethereum !== undefined) {
    const { rpcUrl, chainId, usdt, faucetPrivateKey } = ethereum;
    chains.ethereum = { rpcUrl, chainId, usdt, faucetPrivateKey };
  }
  if (tron !== undefined) {
    const { rpcUrl, usdt, faucetPrivateKey } = tron;
    chains.tron = { rpcUrl, usdt, faucetPrivateKey };
  }
  return chains;
}

function bothChains(parts: Parts): Development | null {
  const { ethereum, tron } = chainsOf(parts);
  return ethereum === undefined || tron === undefined ? null : { ethereum, tron };
}
