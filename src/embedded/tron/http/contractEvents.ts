import { toEventSelector } from "viem/utils";
import { toBase58 } from "../address.js";
import type { ExecutionLog } from "../evm/execute.js";
import { decodeMessage, type JsonMessage } from "../protobuf/message.js";
import { SMART_CONTRACT } from "../protobuf/schema.js";
import { readContract } from "../state/accounts.js";
import type { ChainView } from "./chainView.js";

type EventInput = { indexed?: boolean; name?: string; type: string };
type EventAbi = { type?: string; name?: string; inputs?: EventInput[] };

/** A log of a packed transaction, with its place on the chain. */
export type ChainEvent = {
  blockNumber: number;
  timestamp: number;
  transactionId: string;
  /** Position within the transaction, from 0. */
  index: number;
  log: ExecutionLog;
};

function signatureOf({ name = "", inputs = [] }: EventAbi): string {
  return `${name}(${inputs.map(({ type }) => type).join(",")})`;
}

function abiOf(view: ChainView, log: ExecutionLog): EventAbi | undefined {
  const contract = readContract({ get: view.read }, `41${log.address}`);
  if (contract === undefined) return undefined;
  const { abi } = decodeMessage(SMART_CONTRACT, contract, false) as { abi?: { entrys?: EventAbi[] } };
  return (abi?.entrys ?? []).find(
    (entry) => entry.type === "Event" && toEventSelector(signatureOf(entry)).slice(2) === log.topics[0],
  );
}

/** One word as the event service shows it: addresses of 20 bytes in hex, numbers in decimal. */
function decodeWord(type: string, word: string): string {
  if (type === "address") return `0x${word.slice(-40)}`;
  if (/^u?int/.test(type)) return BigInt(`0x${word || "0"}`).toString();
  if (type === "bool") return String(BigInt(`0x${word || "0"}`) !== 0n);
  return word;
}

function decodeValues(inputs: EventInput[], { topics, data }: ExecutionLog): string[] {
  let topic = 1;
  let offset = 0;
  return inputs.map(({ indexed, type }) => {
    if (indexed === true) return decodeWord(type, topics[topic++] ?? "");
    const word = data.slice(offset, offset + 64);
    offset += 64;
    return decodeWord(type, word);
  });
}

/** An event as the event service shows it, or null where the contract's ABI does not name it. */
export function renderEvent(view: ChainView, solidHeight: number, event: ChainEvent): JsonMessage | null {
  const abi = abiOf(view, event.log);
  if (abi === undefined) return null;
  const inputs = abi.inputs ?? [];
  const values = decodeValues(inputs, event.log);
  const contract = toBase58(`41${event.log.address}`);
  const described = inputs.map(
    ({ type, indexed, name = "" }) => `${type} ${indexed === true ? "indexed " : ""}${name}`,
  );
  return {
    block_number: event.blockNumber,
    block_timestamp: BigInt(event.timestamp),
    caller_contract_address: contract,
    contract_address: contract,
    event_index: event.index,
    event_name: abi.name ?? "",
    result: {
      ...Object.fromEntries(values.map((value, position) => [String(position), value])),
      ...Object.fromEntries(inputs.map(({ name = "" }, position) => [name, values[position]])),
    },
    result_type: Object.fromEntries(inputs.map(({ name = "", type }) => [name, type])),
    event: `${abi.name ?? ""}(${described.join(", ")})`,
    transaction_id: event.transactionId,
    ...(event.blockNumber > solidHeight ? { _unconfirmed: true } : {}),
  };
}

/** Every log of a block, in order. */
export function eventsOfBlock(view: ChainView, blockNumber: number): ChainEvent[] {
  const timestamp = view.chain.blocks.timestampOf(blockNumber);
  return view
    .packedIn(blockNumber)
    .flatMap(({ transaction, info }) =>
      info.logs.map((log, index) => ({ blockNumber, timestamp, transactionId: transaction.id, index, log })),
    );
}
