/** How one field of a TRON message is written: on the wire by number, in JSON by name. */
export type FieldKind =
  | "int64"
  | "int32"
  | "bool"
  /** Text in JSON too. */
  | "string"
  /** Hex in JSON. */
  | "bytes"
  /** Bytes that java-tron turns into base58 where `visible` is asked. */
  | "address"
  /** Bytes that hold text, shown as text where `visible` is asked. */
  | "textBytes"
  | { enumeration: readonly string[] }
  | { message: MessageSchema };

export type FieldSchema = { number: number; name: string; kind: FieldKind; repeated?: boolean };

/** Fields by ascending number, which is the order in which they are encoded. */
export type MessageSchema = readonly FieldSchema[];

const ABI_PARAMETER: MessageSchema = [
  { number: 1, name: "indexed", kind: "bool" },
  { number: 2, name: "name", kind: "string" },
  { number: 3, name: "type", kind: "string" },
];

const ENTRY_TYPES = ["UnknownEntryType", "Constructor", "Function", "Event", "Fallback", "Receive", "Error"] as const;
const MUTABILITIES = ["UnknownMutabilityType", "Pure", "View", "Nonpayable", "Payable"] as const;

const ABI: MessageSchema = [
  {
    number: 1,
    name: "entrys",
    repeated: true,
    kind: {
      message: [
        { number: 1, name: "anonymous", kind: "bool" },
        { number: 2, name: "constant", kind: "bool" },
        { number: 3, name: "name", kind: "string" },
        { number: 4, name: "inputs", repeated: true, kind: { message: ABI_PARAMETER } },
        { number: 5, name: "outputs", repeated: true, kind: { message: ABI_PARAMETER } },
        { number: 6, name: "type", kind: { enumeration: ENTRY_TYPES } },
        { number: 7, name: "payable", kind: "bool" },
        { number: 8, name: "stateMutability", kind: { enumeration: MUTABILITIES } },
      ],
    },
  },
];

export const SMART_CONTRACT: MessageSchema = [
  { number: 1, name: "origin_address", kind: "address" },
  { number: 2, name: "contract_address", kind: "address" },
  { number: 3, name: "abi", kind: { message: ABI } },
  { number: 4, name: "bytecode", kind: "bytes" },
  { number: 5, name: "call_value", kind: "int64" },
  { number: 6, name: "consume_user_resource_percent", kind: "int64" },
  { number: 7, name: "name", kind: "string" },
  { number: 8, name: "origin_energy_limit", kind: "int64" },
  { number: 9, name: "code_hash", kind: "bytes" },
  { number: 10, name: "trx_hash", kind: "bytes" },
  { number: 11, name: "version", kind: "int32" },
];

/** The contract types that this node executes, with TRON's number for each. */
export const CONTRACT_TYPES = {
  TransferContract: {
    number: 1,
    schema: [
      { number: 1, name: "owner_address", kind: "address" },
      { number: 2, name: "to_address", kind: "address" },
      { number: 3, name: "amount", kind: "int64" },
    ],
  },
  CreateSmartContract: {
    number: 30,
    schema: [
      { number: 1, name: "owner_address", kind: "address" },
      { number: 2, name: "new_contract", kind: { message: SMART_CONTRACT } },
      { number: 3, name: "call_token_value", kind: "int64" },
      { number: 4, name: "token_id", kind: "int64" },
    ],
  },
  TriggerSmartContract: {
    number: 31,
    schema: [
      { number: 1, name: "owner_address", kind: "address" },
      { number: 2, name: "contract_address", kind: "address" },
      { number: 3, name: "call_value", kind: "int64" },
      { number: 4, name: "data", kind: "bytes" },
      { number: 5, name: "call_token_value", kind: "int64" },
      { number: 6, name: "token_id", kind: "int64" },
    ],
  },
} as const satisfies Record<string, { number: number; schema: MessageSchema }>;

export type ContractType = keyof typeof CONTRACT_TYPES;

/** Transaction.raw without its contract, whose parameter depends on its type. */
export const TRANSACTION_RAW: MessageSchema = [
  { number: 1, name: "ref_block_bytes", kind: "bytes" },
  { number: 3, name: "ref_block_num", kind: "int64" },
  { number: 4, name: "ref_block_hash", kind: "bytes" },
  { number: 8, name: "expiration", kind: "int64" },
  { number: 10, name: "data", kind: "textBytes" },
  { number: 12, name: "scripts", kind: "bytes" },
  { number: 14, name: "timestamp", kind: "int64" },
  { number: 18, name: "fee_limit", kind: "int64" },
];
