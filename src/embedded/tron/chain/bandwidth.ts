import type { HexAddress } from "../address.js";
import { toBase58 } from "../address.js";
import { readAccount, type StateAccess, type TronAccount, writeAccount } from "../state/accounts.js";
import { ACCOUNT_CREATION_FEE, BANDWIDTH_PRICE, BANDWIDTH_WINDOW_MS, FREE_BANDWIDTH } from "./chainParameters.js";
import { contractRefusal, Refusal } from "./refusal.js";

/** Free bandwidth still counted as used at `now` (ms): it recovers evenly over a day. */
export function freeBandwidthUsed(account: TronAccount, now: number): number {
  const elapsed = now - (account.lastFreeNetTime ?? 0);
  const remaining = Math.max(0, 1 - elapsed / BANDWIDTH_WINDOW_MS);
  return Math.round((account.freeNetUsage ?? 0) * remaining);
}

/**
 * Takes a transaction's bandwidth from its owner: free bytes while they last, else burnt TRX.
 * @param creates whether it activates another account, which is always paid for in TRX
 * @returns what the receipt says: bytes used, or sun burnt
 * @throws Refusal when the owner was never activated or can pay neither way
 */
export function takeBandwidth(
  state: StateAccess,
  owner: HexAddress,
  charge: { bytes: number; creates: boolean; now: number },
): { netUsage: number; netFee: number } {
  const account = readAccount(state, owner);
  if (account === undefined) throw contractRefusal(`account [${toBase58(owner)}] does not exist`);
  const used = freeBandwidthUsed(account, charge.now);
  const touched: TronAccount = { ...account, lastOperationTime: charge.now };
  if (!charge.creates && used + charge.bytes <= FREE_BANDWIDTH) {
    writeAccount(state, owner, { ...touched, freeNetUsage: used + charge.bytes, lastFreeNetTime: charge.now });
    return { netUsage: charge.bytes, netFee: 0 };
  }
  const fee = charge.creates ? ACCOUNT_CREATION_FEE : BigInt(charge.bytes) * BANDWIDTH_PRICE;
  if (account.balance < fee) throw new Refusal("BANDWITH_ERROR", "Account resource insufficient error.");
  writeAccount(state, owner, { ...touched, balance: account.balance - fee });
  return { netUsage: 0, netFee: Number(fee) };
}
