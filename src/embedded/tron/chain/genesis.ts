import type { HexAddress } from "../address.js";
import { type BlockHeaderRaw, blockId, txTrieRoot } from "../protobuf/blockHeader.js";
import { encodeRaw, encodeTransaction, type SignedTransaction, transactionId } from "../protobuf/transaction.js";
import { type StateAccess, writeAccount } from "../state/accounts.js";
import { FAUCET, PAYER } from "./identities.js";

/** 5,000,000,000 TRX: more than any test spends, and still an exact number in JavaScript when counted in sun. */
const FAUCET_BALANCE = 5_000_000_000_000_000n;

const PAYER_BALANCE = 1_000_000_000_000n;

/** java-tron's own name for the sender of genesis' transfers. */
const GENESIS_OWNER = Buffer.from("0x000000000000000000000").toString("hex");

/** Where a real genesis carries a motto, this one says what it is: no other chain has this id. */
const MOTTO = `41${Buffer.from(" coffer development chain, worth nothing").toString("hex")}`;

function transferOf(amount: bigint, to: HexAddress): SignedTransaction {
  const value = { owner_address: GENESIS_OWNER, to_address: to, amount };
  const contract = [{ type: "TransferContract", parameter: { value } }];
  const raw = encodeRaw({ contract }, false);
  return { id: transactionId(raw), raw, signatures: [] };
}

export const GENESIS_TRANSACTIONS: readonly SignedTransaction[] = [
  transferOf(FAUCET_BALANCE, FAUCET.address),
  transferOf(PAYER_BALANCE, PAYER.address),
];

export const GENESIS_HEADER: BlockHeaderRaw = {
  number: 0,
  timestamp: 0,
  txTrieRoot: txTrieRoot(GENESIS_TRANSACTIONS.map((transaction) => encodeTransaction(transaction))),
  parentId: "e58f33f9baf9305dc6f82b9f1934ea8f0ade2defb951258d50167028c780351f",
  witness: MOTTO,
  version: 0,
};

export const GENESIS_ID = blockId(GENESIS_HEADER);

/** Gives the genesis accounts what the genesis block says. */
export function writeGenesisState(state: StateAccess): void {
  writeAccount(state, FAUCET.address, { balance: FAUCET_BALANCE, name: "Faucet" });
  writeAccount(state, PAYER.address, { balance: PAYER_BALANCE, name: "Payer" });
}
