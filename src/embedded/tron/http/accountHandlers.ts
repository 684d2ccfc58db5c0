import { fromBase58, toBase58 } from "../address.js";
import { freeBandwidthUsed } from "../chain/bandwidth.js";
import { buildTransaction } from "../chain/buildTransaction.js";
import { FREE_BANDWIDTH } from "../chain/chainParameters.js";
import type { JsonMessage } from "../protobuf/message.js";
import { readAccount, type TronAccount } from "../state/accounts.js";
import type { ChainView } from "./chainView.js";
import { NodeError } from "./nodeError.js";
import { renderText, renderUnsigned } from "./render.js";
import type { WalletHandler, WalletRequest } from "./walletRequest.js";

const TOTAL_BANDWIDTH = 43_200_000_000n;
const TOTAL_ENERGY = 50_000_000_000n;
const SLOT_MS = 3000;

/** Which contract types an account's key may sign by default; a bit each. */
const ACTIVE_OPERATIONS = `7fff1fc0033e01${"0".repeat(50)}`;

function accountAt(view: ChainView, address: string): TronAccount | undefined {
  return readAccount({ get: view.read }, address);
}

function permissions(address: string): JsonMessage {
  const keys = [{ address, weight: 1n }];
  return {
    owner_permission: { permission_name: "owner", threshold: 1n, keys },
    active_permission: [
      { type: "Active", id: 2, permission_name: "active", threshold: 1n, operations: ACTIVE_OPERATIONS, keys },
    ],
  };
}

function renderAccount(address: string, account: TronAccount, visible: boolean): JsonMessage {
  const shown = visible ? toBase58(address) : address;
  const { name, createTime, isContract, freeNetUsage, lastFreeNetTime, lastOperationTime } = account;
  return {
    ...(name === undefined ? {} : { account_name: renderText(name, visible) }),
    ...(isContract === true ? { type: "Contract" } : {}),
    address: shown,
    ...(account.balance === 0n ? {} : { balance: account.balance }),
    ...(createTime === undefined ? {} : { create_time: BigInt(createTime) }),
    ...(lastOperationTime === undefined ? {} : { latest_opration_time: BigInt(lastOperationTime) }),
    ...(freeNetUsage === undefined ? {} : { free_net_usage: BigInt(freeNetUsage) }),
    ...(lastFreeNetTime === undefined
      ? {}
      : { latest_consume_free_time: BigInt(Math.floor(lastFreeNetTime / SLOT_MS)) }),
    account_resource: {},
    ...(createTime === undefined || isContract === true ? {} : permissions(shown)),
    frozenV2: [{}, { type: "ENERGY" }, { type: "TRON_POWER" }],
  };
}

function validationError(message: string): NodeError {
  return new NodeError(`class org.tron.core.exception.ContractValidateException : ${message}`);
}

function createTransfer({ view, solidView, params }: WalletRequest): JsonMessage {
  const owner = params.address("owner_address");
  const to = params.address("to_address");
  const amount = params.integer("amount");
  const payer = accountAt(view, owner);
  if (owner === to) throw validationError("Cannot transfer TRX to yourself.");
  if (payer === undefined) throw validationError("Validate TransferContract error, no OwnerAccount.");
  if (amount <= 0) throw validationError("Amount must be greater than 0.");
  if (payer.balance < BigInt(amount)) {
    throw validationError("Validate TransferContract error, balance is not sufficient.");
  }
  const { chain } = view;
  const transaction = buildTransaction(
    "TransferContract",
    { owner_address: owner, to_address: to, amount },
    {
      referenceId: chain.blocks.idOf(solidView.height) ?? "",
      headTime: chain.blocks.timestampOf(view.height),
      timestamp: chain.now(),
    },
  );
  return renderUnsigned(transaction, params.visible);
}

/** Accounts, for both roots. One that only holds tokens was never activated, and is unknown here. */
export const accountHandlers: Readonly<Record<string, WalletHandler>> = {
  getaccount({ view, params }) {
    const address = params.address("address");
    const account = accountAt(view, address);
    return account === undefined ? {} : renderAccount(address, account, params.visible);
  },
};

export const fullAccountHandlers: Readonly<Record<string, WalletHandler>> = {
  getaccountresource({ view, params }) {
    const account = accountAt(view, params.address("address"));
    if (account === undefined) return {};
    const used = freeBandwidthUsed(account, view.chain.now());
    return {
      ...(used === 0 ? {} : { freeNetUsed: BigInt(used) }),
      freeNetLimit: BigInt(FREE_BANDWIDTH),
      TotalNetLimit: TOTAL_BANDWIDTH,
      TotalEnergyLimit: TOTAL_ENERGY,
    };
  },
  validateaddress({ params }) {
    const address = params.text("address");
    if (/^41[0-9a-f]{40}$/i.test(address)) return { result: true, message: "Hex string format" };
    if (fromBase58(address) !== null) return { result: true, message: "Base58check format" };
    return { result: false, message: "Invalid address" };
  },
  createtransaction: createTransfer,
};
