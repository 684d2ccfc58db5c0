import { Common, Hardfork, Mainnet, type StateManagerInterface } from "@ethereumjs/common";
import { createEVM, type EVM, paramsEVM } from "@ethereumjs/evm";

/**
 * TVM's price list where it is not Ethereum's first one. With these numbers the EVM's gas is TVM's energy, to the unit,
 * for every call recorded on a real node: reads cost what they did before Ethereum raised them, and instructions that
 * touch memory cost only the memory that they add.
 */
const TVM_PRICES = {
  sloadGas: 50,
  balanceGas: 20,
  callGas: 40,
  callcodeGas: 40,
  delegatecallGas: 40,
  extcodesizeGas: 20,
  extcodecopyGas: 20,
  selfdestructGas: 0,
  mloadGas: 0,
  mstoreGas: 0,
  mstore8Gas: 0,
  codecopyGas: 0,
  calldatacopyGas: 0,
  returndatacopyGas: 0,
  expByteGas: 10,
};

/** Prices are looked up in the newest upgrade that names them, so the list is laid over each of them. */
function overlayPrices(): typeof paramsEVM {
  const entries = Object.entries(paramsEVM).map(([upgrade, prices]) => {
    const replaced = Object.entries(TVM_PRICES).filter(([name]) => name in prices);
    return [upgrade, { ...prices, ...Object.fromEntries(replaced) }];
  });
  return Object.fromEntries(entries) as typeof paramsEVM;
}

/**
 * An EVM that behaves as TVM does. Petersburg is the newest set of rules before Ethereum re-priced storage (TVM never
 * followed that); PUSH0 (EIP-3855) is the one later instruction that TVM's compilers emit.
 */
export async function createTvm(stateManager: StateManagerInterface): Promise<EVM> {
  const common = new Common({ chain: Mainnet, hardfork: Hardfork.Petersburg, eips: [3855] });
  return createEVM({ common, stateManager, params: overlayPrices() });
}
