import type { StateManagerInterface } from "@ethereumjs/common";
import { Account, type Address } from "@ethereumjs/util";
import { keccak256 } from "viem/utils";
import type { HexAddress } from "../address.js";
import { readAccount, readCode, writeAccount, writeCode } from "../state/accounts.js";
import type { Overlay } from "../state/overlay.js";

/** The nonce of every account that exists: TRON has none, and an account with one is never "empty" to the EVM. */
const NONCE = 1n;

function hexAddress(address: Address): HexAddress {
  return `41${address.toString().slice(2)}`;
}

function storageKey(address: Address, slot: Uint8Array): string {
  return `storage:${hexAddress(address)}:${Buffer.from(slot).toString("hex")}`;
}

/** Presents the chain's state to the EVM, whose accounts have 20-byte addresses. `blockTime` is in ms. */
export function createEvmState(overlay: Overlay, blockTime: number): StateManagerInterface {
  async function getAccount(address: Address): Promise<Account | undefined> {
    const account = readAccount(overlay, hexAddress(address));
    const code = readCode(overlay, hexAddress(address));
    if (account === undefined && code === undefined) return undefined;
    const codeHash = code === undefined ? undefined : Buffer.from(keccak256(`0x${code}`).slice(2), "hex");
    return new Account(NONCE, account?.balance ?? 0n, undefined, codeHash);
  }

  async function putAccount(address: Address, account?: Account): Promise<void> {
    const known = readAccount(overlay, hexAddress(address));
    const balance = account?.balance ?? 0n;
    if (known === undefined && balance === 0n) return;
    if (known?.balance === balance) return;
    writeAccount(overlay, hexAddress(address), { ...(known ?? { createTime: blockTime }), balance });
  }

  async function getStorage(address: Address, slot: Uint8Array): Promise<Uint8Array> {
    return Buffer.from(overlay.get(storageKey(address, slot)) ?? "", "hex");
  }

  const state: StateManagerInterface = {
    getAccount,
    putAccount,
    // The EVM deletes accounts that are empty in its own sense; on TRON an activated account stays.
    deleteAccount: async () => {},
    modifyAccountFields: async (address, fields) => {
      if (fields.balance === undefined || fields.balance === null) return;
      await putAccount(address, new Account(NONCE, fields.balance));
    },
    putCode: async (address, code) => writeCode(overlay, hexAddress(address), Buffer.from(code).toString("hex")),
    getCode: async (address) => Buffer.from(readCode(overlay, hexAddress(address)) ?? "", "hex"),
    getCodeSize: async (address) => (readCode(overlay, hexAddress(address)) ?? "").length / 2,
    getStorage,
    putStorage: async (address, slot, value) => {
      const isZero = value.every((byte) => byte === 0);
      overlay.set(storageKey(address, slot), isZero ? undefined : Buffer.from(value).toString("hex"));
    },
    // Called when a contract is created; its address is new, so nothing can be stored under it yet.
    clearStorage: async () => {},
    checkpoint: async () => overlay.checkpoint(),
    commit: async () => overlay.commit(),
    revert: async () => overlay.revert(),
    getStateRoot: async () => new Uint8Array(32),
    setStateRoot: async () => {},
    hasStateRoot: async () => true,
    originalStorageCache: { get: getStorage, clear: () => {} },
    clearCaches: () => {},
    shallowCopy: () => state,
  };
  return state;
}
