import type { HexAddress } from "../address.js";

/** An activated account. Amounts are in sun, bandwidth in bytes, times in ms. */
export type TronAccount = {
  balance: bigint;
  /** Set on genesis accounts only. */
  name?: string;
  /** Absent on genesis accounts. */
  createTime?: number;
  isContract?: boolean;
  /** Free bandwidth used within the window that ends at `lastFreeNetTime`. */
  freeNetUsage?: number;
  lastFreeNetTime?: number;
  lastOperationTime?: number;
};

/** Where state is read from and written to. */
export type StateAccess = { get(key: string): string | undefined; set(key: string, value: string | undefined): void };

function accountKey(address: HexAddress): string {
  return `account:${address}`;
}

/** The account, or undefined where it was never activated (which does not keep it from holding tokens). */
export function readAccount(state: Pick<StateAccess, "get">, address: HexAddress): TronAccount | undefined {
  const text = state.get(accountKey(address));
  if (text === undefined) return undefined;
  const { balance, ...rest } = JSON.parse(text) as Omit<TronAccount, "balance"> & { balance: string };
  return { ...rest, balance: BigInt(balance) };
}

export function writeAccount(state: StateAccess, address: HexAddress, account: TronAccount): void {
  state.set(accountKey(address), JSON.stringify({ ...account, balance: account.balance.toString() }));
}

/** Runtime code (hex), or undefined where there is no contract. */
export function readCode(state: Pick<StateAccess, "get">, address: HexAddress): string | undefined {
  return state.get(`code:${address}`);
}

export function writeCode(state: StateAccess, address: HexAddress, code: string): void {
  state.set(`code:${address}`, code === "" ? undefined : code);
}

/** The SmartContract message (hex) that a deployment left. */
export function readContract(state: Pick<StateAccess, "get">, address: HexAddress): Uint8Array | undefined {
  const hex = state.get(`contract:${address}`);
  return hex === undefined ? undefined : Buffer.from(hex, "hex");
}

export function writeContract(state: StateAccess, address: HexAddress, contract: Uint8Array): void {
  state.set(`contract:${address}`, Buffer.from(contract).toString("hex"));
}
