import { Refusal } from "../chain/refusal.js";
import type { JsonMessage, JsonValue } from "../protobuf/message.js";
import {
  decodeTransaction,
  encodeRaw,
  rawToJson,
  type SignedTransaction,
  transactionId,
} from "../protobuf/transaction.js";
import type { ChainView } from "./chainView.js";
import { stringify } from "./json.js";
import { errors, NodeError } from "./nodeError.js";
import { renderInfo, renderText, renderTransaction } from "./render.js";
import { parsing, type RequestParams } from "./requestParams.js";
import type { WalletHandler } from "./walletRequest.js";

function signedFrom(params: RequestParams): SignedTransaction {
  const rawData = params.fields.raw_data;
  if (typeof rawData !== "object" || rawData === null || Array.isArray(rawData)) {
    throw new NodeError(
      'class java.lang.NullPointerException : Cannot invoke "com.alibaba.fastjson.JSONObject.getJSONArray(String)" because "<local3>" is null',
    );
  }
  const given = params.fields.signature;
  const signatures = (Array.isArray(given) ? given : []).map((signature: JsonValue) => {
    if (typeof signature !== "string" || !/^([0-9a-f]{2})*$/i.test(signature)) throw errors.badHex();
    return Buffer.from(signature, "hex");
  });
  const raw = parsing(() => encodeRaw(rawData, params.visible));
  return { id: transactionId(raw), raw, signatures };
}

async function refusalOf(view: ChainView, transaction: SignedTransaction): Promise<Refusal | null> {
  try {
    await view.chain.broadcast(transaction);
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

/** The transaction as broadcasthex echoes it: text with a space after each colon, parameters left as bytes. */
function echo(transaction: SignedTransaction): string {
  const { contract, ...rest } = rawToJson(transaction.raw, false, false);
  const contracts = (Array.isArray(contract) ? contract : []).map((item) => {
    const { parameter, type } = item as { parameter: JsonMessage; type: string };
    return { type, parameter: { type_url: parameter.type_url, value: parameter.value } };
  });
  const { timestamp, fee_limit, ...before } = rest;
  const signature = transaction.signatures.map((bytes) => Buffer.from(bytes).toString("hex"));
  const shown = {
    raw_data: { ...before, contract: contracts, timestamp, fee_limit },
    ...(signature.length === 0 ? {} : { signature }),
  };
  return stringify(shown).replaceAll('":', '": ');
}

/** What of the pool and the blocks concerns one transaction. */
export const transactionHandlers: Readonly<Record<string, WalletHandler>> = {
  gettransactioninfobyid({ view, params }) {
    const place = view.locate(params.hex("value"));
    if (place === undefined) return {};
    const { number } = place;
    return renderInfo(place.packed, { number, timestamp: view.chain.blocks.timestampOf(number) }, params.visible);
  },
  gettransactionbyid({ view, params }) {
    const place = view.locate(params.hex("value"));
    return place === undefined ? {} : renderTransaction(place.packed.transaction, params.visible, place.packed.result);
  },
};

/** What only the full node's root has: the pool, and the ways into it. */
export const poolHandlers: Readonly<Record<string, WalletHandler>> = {
  // A pooled transaction already says SUCCESS here, though no block holds it.
  gettransactionbyid({ view, params }) {
    const id = params.hex("value");
    const place = view.locate(id);
    if (place !== undefined) return renderTransaction(place.packed.transaction, params.visible, place.packed.result);
    const pooled = view.chain.pooled(id);
    return pooled === undefined ? {} : renderTransaction(pooled, params.visible, "SUCCESS");
  },
  gettransactionfrompending({ view, params }) {
    const pooled = view.chain.pooled(params.hex("value"));
    return pooled === undefined ? {} : renderTransaction(pooled, params.visible, "SUCCESS");
  },
  gettransactionlistfrompending: ({ view }) => ({ txId: view.chain.poolIds() }),
  getpendingsize: ({ view }) => ({ pendingSize: BigInt(view.chain.poolIds().length) }),
  async broadcasttransaction({ view, params }) {
    const transaction = signedFrom(params);
    const refusal = await refusalOf(view, transaction);
    if (refusal === null) return { result: true, txid: transaction.id };
    return { code: refusal.code, txid: transaction.id, message: renderText(refusal.message, params.visible) };
  },
  async broadcasthex({ view, params }) {
    const hex = params.text("transaction");
    if (!/^([0-9a-f]{2})+$/i.test(hex)) throw errors.badHex();
    const transaction = decodeTransaction(Buffer.from(hex, "hex"));
    const refusal = await refusalOf(view, transaction);
    return {
      result: refusal === null,
      code: refusal?.code ?? "SUCCESS",
      txid: transaction.id,
      message: refusal?.message ?? "",
      transaction: echo(transaction),
    };
  },
};
