import { createHash } from "node:crypto";
import { contractAddress, recoverAddress, signHash } from "../../src/embedded/tron/address.js";
import { FAUCET } from "../../src/embedded/tron/chain/identities.js";
import type { JsonMessage } from "../../src/embedded/tron/protobuf/message.js";
import {
  decodeTransaction,
  encodeRaw,
  encodeTransaction,
  rawToJson,
  transactionId,
} from "../../src/embedded/tron/protobuf/transaction.js";
import type { TronDictionary } from "./tronDictionary.js";
import type { JsonObject, RecordedTransaction } from "./tronRecording.js";
import type { TronReplayChain } from "./tronReplayChain.js";

/** What is broadcast: `visible` and all else as the recorded request had it. */
export type Broadcast = RecordedTransaction & { visible?: boolean };

/** Makes our transaction of a recorded one: our accounts, our reference block, our time, and as good or bad a signature. */
export type TronTransactionTranslator = {
  translate(recorded: Broadcast): Promise<Broadcast>;
  /** The same for a transaction in protobuf's hex. */
  translateHex(hex: string): Promise<string>;
  /** Whether the transaction of this recorded id was translated before, and so broadcast. */
  knows(recordedId: string): boolean;
};

export function createTronTransactionTranslator(
  dictionary: TronDictionary,
  chain: TronReplayChain,
): TronTransactionTranslator {
  const translated = new Map<string, Broadcast>();
  const known = new Set<string>();

  /** The same reference on our chain where the recorded one was good; a wrong one stays wrong. */
  async function translateReference({ ref_block_bytes: bytes, ref_block_hash: hash }: JsonObject) {
    const number = Number.parseInt(String(bytes), 16);
    const recorded = chain.recordedBlock(number);
    const isWrong = recorded === undefined ? hash === "deadbeefdeadbeef" : recorded.id.slice(16, 32) !== hash;
    if (isWrong) return { ref_block_bytes: bytes ?? "", ref_block_hash: hash ?? "" };
    await chain.mineTo(number);
    return { ref_block_bytes: bytes ?? "", ref_block_hash: (await chain.blockAt(number)).id.slice(16, 32) };
  }

  /** Signs as the recorded transaction was signed: rightly, by another's key, by nobody, or with rubbish. */
  function sign(signature: string, recordedId: string, id: string): string {
    let signer: string;
    try {
      if (signature.length !== 130) return signature;
      signer = recoverAddress(Buffer.from(recordedId, "hex"), Buffer.from(signature, "hex"));
    } catch {
      return signature;
    }
    const identity = dictionary.known(signer);
    if (identity !== undefined) return signHash(Buffer.from(id, "hex"), identity.privateKey, 27).toString("hex");
    // It was changed after it was signed, so it recovers to an address that nobody has.
    return signHash(createHash("sha256").update(id).digest(), FAUCET.privateKey, 27).toString("hex");
  }

  async function build(recorded: Broadcast): Promise<Broadcast> {
    const recordedRaw = encodeRaw(recorded.raw_data as JsonMessage, false);
    const recordedId = transactionId(recordedRaw);
    const [, owner = ""] = /"owner_address":"(41[0-9a-f]{40})"/.exec(JSON.stringify(recorded.raw_data)) ?? [];
    const ourOwner = dictionary.identityOf(owner).address;
    const packedAt = chain.packedHeight(recordedId);
    if (packedAt !== undefined) await chain.mineTo(packedAt - 1);
    const reference = await translateReference(recorded.raw_data);
    const shift = chain.timeShift();
    const rawData: JsonObject = {
      ...dictionary.translateJson(recorded.raw_data),
      ...reference,
      expiration: Number(recorded.raw_data.expiration) + shift,
      timestamp: Number(recorded.raw_data.timestamp) + shift,
    };
    const raw = encodeRaw(rawData as JsonMessage, false);
    const id = transactionId(raw);
    known.add(recordedId);
    dictionary.learn(recordedId, id);
    dictionary.learn(contractAddress(recordedId, owner), contractAddress(id, ourOwner));
    return {
      ...recorded,
      // What did not belong to the recorded transaction stays as it was: the question is whether the node minds.
      txID: recorded.txID === recordedId ? id : recorded.txID,
      raw_data: rawData,
      raw_data_hex: recorded.raw_data_hex.length > 2 ? Buffer.from(raw).toString("hex") : recorded.raw_data_hex,
      signature: recorded.signature.map((signature) => sign(signature, recordedId, id)),
    };
  }

  /** What is sent twice is the same both times. */
  async function translate(recorded: Broadcast): Promise<Broadcast> {
    const key = JSON.stringify([recorded.raw_data, recorded.signature, recorded.txID]);
    const ours = translated.get(key) ?? (await build(recorded));
    translated.set(key, ours);
    return ours;
  }

  async function translateHex(hex: string): Promise<string> {
    const { id, raw, signatures } = decodeTransaction(Buffer.from(hex, "hex"));
    const ours = await translate({
      txID: id,
      raw_data: JSON.parse(
        JSON.stringify(rawToJson(raw, false), (_, value) => (typeof value === "bigint" ? Number(value) : value)),
      ),
      raw_data_hex: Buffer.from(raw).toString("hex"),
      signature: signatures.map((signature) => Buffer.from(signature).toString("hex")),
    });
    return Buffer.from(
      encodeTransaction({
        id: ours.txID,
        raw: Buffer.from(ours.raw_data_hex, "hex"),
        signatures: ours.signature.map((signature) => Buffer.from(signature, "hex")),
      }),
    ).toString("hex");
  }

  return { translate, translateHex, knows: (recordedId) => known.has(recordedId) };
}
