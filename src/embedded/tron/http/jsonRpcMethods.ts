import { decodeErrorResult } from "viem/utils";
import { ENERGY_PRICE } from "../chain/chainParameters.js";
import { runConstantCall } from "../evm/constantCall.js";
import type { JsonMessage, JsonValue } from "../protobuf/message.js";
import { readAccount, readCode, readContract } from "../state/accounts.js";
import { blockNumberOf } from "./blockTag.js";
import { getLogs } from "./jsonRpcLogs.js";
import { quantity, renderReceipt, renderRpcBlock, renderRpcTransaction } from "./jsonRpcRender.js";
import type { RpcContext } from "./rpcContext.js";
import { invalidParams, RpcError } from "./rpcError.js";

type RpcMethod = (context: RpcContext, params: JsonValue[]) => JsonValue | Promise<JsonValue>;

function hexText(value: JsonValue | undefined): string {
  return typeof value === "string" ? value.replace(/^0x/, "").toLowerCase() : "";
}

function fullAddress(value: JsonValue | undefined): string {
  return `41${hexText(value).slice(-40)}`;
}

function chainId({ view }: RpcContext): string {
  return `0x${(view.chain.blocks.idOf(0) ?? "").slice(-8)}`;
}

function placeOf({ view }: RpcContext, hash: JsonValue | undefined) {
  const place = view.locate(hexText(hash));
  const block = place === undefined ? undefined : view.block(place.number);
  return place === undefined || block === undefined ? null : { block, position: place.position };
}

function revertReason(returnValue: Uint8Array): string {
  if (returnValue.length < 4) return "";
  try {
    const { args } = decodeErrorResult({ abi: [], data: `0x${Buffer.from(returnValue).toString("hex")}` });
    return `: ${String(args?.[0] ?? "")}`;
  } catch {
    return "";
  }
}

async function call({ view }: RpcContext, [given]: JsonValue[]): Promise<JsonValue> {
  const wanted = (typeof given === "object" && given !== null ? given : {}) as JsonMessage;
  const contract = fullAddress(wanted.to);
  if (readContract({ get: view.read }, contract) === undefined) throw invalidParams("Smart contract is not exist.");
  const outcome = await runConstantCall(view.chain, view.height, {
    owner: fullAddress(wanted.from ?? "0".repeat(40)),
    contract,
    data: Buffer.from(hexText(wanted.data ?? wanted.input), "hex"),
    value: 0n,
  });
  if (outcome.result === "SUCCESS") return `0x${Buffer.from(outcome.returnValue).toString("hex")}`;
  throw new RpcError(-32000, outcome.message + revertReason(outcome.returnValue));
}

function notAvailable(name: string): RpcMethod {
  return () => {
    throw new RpcError(-32601, `the method ${name} does not exist/is not available`);
  };
}

/** The Ethereum-like interface, as far as a watcher of logs asks. */
export const rpcMethods: Readonly<Record<string, RpcMethod>> = {
  eth_chainId: chainId,
  net_version: chainId,
  web3_clientVersion: () => {
    // The recorded build cannot tell its own version.
    const data = { exceptionTypeName: "java.lang.IllegalStateException", message: "No match found" };
    throw new RpcError(-32001, "No match found", data);
  },
  eth_blockNumber: ({ view }) => quantity(view.height),
  eth_gasPrice: () => quantity(ENERGY_PRICE),
  eth_getBlockByNumber({ view, solidView }, [tag, full]) {
    const block = view.block(blockNumberOf(tag, { latest: view.height, finalized: solidView.height }));
    return block === undefined ? null : renderRpcBlock(block, full === true);
  },
  eth_getBlockByHash({ view }, [hash, full]) {
    const block = view.blockById(hexText(hash));
    return block === undefined ? null : renderRpcBlock(block, full === true);
  },
  eth_getTransactionReceipt(context, [hash]) {
    const place = placeOf(context, hash);
    return place === null ? null : renderReceipt(place);
  },
  eth_getTransactionByHash(context, [hash]) {
    const place = placeOf(context, hash);
    return place === null ? null : renderRpcTransaction(place);
  },
  eth_getLogs: getLogs,
  eth_call: call,
  eth_getBalance: ({ view }, [address]) =>
    quantity(readAccount({ get: view.read }, fullAddress(address))?.balance ?? 0n),
  eth_getCode: ({ view }, [address]) => `0x${readCode({ get: view.read }, fullAddress(address)) ?? ""}`,
  eth_sendRawTransaction: notAvailable("eth_sendRawTransaction"),
  eth_sendTransaction: notAvailable("eth_sendTransaction"),
};
