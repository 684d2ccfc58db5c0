import { addressOfBytes, bytesOfAddress } from "../addresses.js";
import type { AccountState } from "../chain.js";
import type { ChainIdentity } from "../chainIdentity.js";
import { ProviderError } from "../providerError.js";
import {
  accountSchema,
  blockSchema,
  blocksSchema,
  constantCallSchema,
  headerSchema,
  infoSchema,
  infosSchema,
  type TronBlock,
  type TronHeader,
  type TronInfo,
  transactionSchema,
} from "./schemas.js";
import { createTronHttp, type TronHttpOptions, type TronRoot } from "./tronHttp.js";

/** The calls of TRON's HTTP API that a watcher needs, to one provider. All throw ProviderError. */
export type TronClient = {
  host: string;
  readIdentity(): Promise<ChainIdentity>;
  /** Without a number, the head of that root. Throws "behind" when the node has no such block. */
  readHeader(root: TronRoot, number?: number): Promise<TronHeader>;
  /** The block at the head, whole. Throws "behind" when the node has none. */
  readHeadBlock(): Promise<TronBlock>;
  readBlock(root: TronRoot, number: number): Promise<TronBlock>;
  /** Blocks `from`…`to`, both included, at most 100; fewer when the node does not have them all. */
  readSolidBlocks(from: number, to: number): Promise<TronBlock[]>;
  /** What the node has for the block; "nothing" may also mean that it does not have the block. */
  readInfos(root: TronRoot, number: number): Promise<TronInfo[]>;
  readInfo(root: TronRoot, txHash: string): Promise<TronInfo | null>;
  /** Whether the node has the transaction at all, be it only in its pool. */
  knowsTransaction(txHash: string): Promise<boolean>;
  readDecimals(token: string): Promise<number>;
  /** What an address holds of a token in the newest solid block. */
  readBalance(token: string, address: string): Promise<bigint>;
  /** What an address holds of TRX and of TRC10 tokens in the newest solid block, and who else may sign for it. */
  readAccount(address: string): Promise<AccountState>;
};

/** A constant call needs a caller that is an address; which one makes no difference. */
const NOBODY = `41${"0".repeat(40)}`;

export function createTronClient(options: TronHttpOptions): TronClient {
  const http = createTronHttp(options);
  const { host } = http;

  async function readHeader(root: TronRoot, number?: number): Promise<TronHeader> {
    const wanted = number === undefined ? {} : { id_or_num: String(number) };
    const header = await http.call(root, "getblock", { ...wanted, detail: false }, headerSchema);
    return checked(header, number, host);
  }

  /** Calls a function of a contract that changes nothing and answers one word. */
  async function readWord(root: TronRoot, contract: string, selector: string, parameter: string): Promise<bigint> {
    const call = {
      owner_address: NOBODY,
      contract_address: `41${bytesOfAddress("tron", contract)}`,
      function_selector: selector,
      parameter,
    };
    const answer = await http.call(root, "triggerconstantcontract", call, constantCallSchema);
    const [word] = answer.constant_result;
    if (answer.result.result !== true || answer.result.message !== undefined || word?.length !== 64) {
      throw new ProviderError("broken", host, `${selector} of ${contract} was refused: ${answer.result.message ?? ""}`);
    }
    return BigInt(`0x${word}`);
  }

  return {
    host,
    readHeader,
    readIdentity: async () => {
      const genesisHash = (await readHeader("wallet", 0)).blockID;
      return { chainId: String(Number.parseInt(genesisHash.slice(-8), 16)), genesisHash };
    },
    readHeadBlock: async () => checked(await http.call("wallet", "getnowblock", {}, blockSchema), undefined, host),
    readBlock: async (root, num) => checked(await http.call(root, "getblockbynum", { num }, blockSchema), num, host),
    readSolidBlocks: async (from, to) => {
      const range = { startNum: from, endNum: to + 1 };
      const { block } = await http.call("walletsolidity", "getblockbylimitnext", range, blocksSchema);
      return block.map((each, index) => checked(each, from + index, host));
    },
    readInfos: (root, num) => http.call(root, "gettransactioninfobyblocknum", { num }, infosSchema),
    readInfo: (root, value) => http.call(root, "gettransactioninfobyid", { value }, infoSchema),
    knowsTransaction: async (value) =>
      (await http.call("wallet", "gettransactionbyid", { value }, transactionSchema)) !== null,
    readDecimals: async (token) => Number(await readWord("wallet", token, "decimals()", "")),
    readBalance: (token, address) => {
      const parameter = bytesOfAddress("tron", address).padStart(64, "0");
      return readWord("walletsolidity", token, "balanceOf(address)", parameter);
    },
    readAccount: async (address) => {
      const request = { address: `41${bytesOfAddress("tron", address)}` };
      const account = await http.call("walletsolidity", "getaccount", request, accountSchema);
      const { balance, assetV2, owner_permission: owner, active_permission: active } = account;
      const signers = [...(owner === undefined ? [] : [owner]), ...active]
        .flatMap(({ keys }) => keys)
        .map((key) => addressOfBytes("tron", key.address.slice(2)));
      const tokens = assetV2
        .filter(({ value }) => value > 0)
        .map(({ key, value }) => ({ id: key, amount: String(value) }));
      const otherSigners = [...new Set(signers)].filter((signer) => signer !== address);
      return { native: BigInt(balance), tokens, otherSigners };
    },
  };
}

/** A block's id starts with its number. */
function checked<T extends TronHeader>(header: T | null, wanted: number | undefined, host: string): T {
  if (header === null) throw new ProviderError("behind", host, `has no block ${wanted ?? "at all"}`);
  const { number } = header.block_header.raw_data;
  const numberInId = Number.parseInt(header.blockID.slice(0, 16), 16);
  if (numberInId !== number || (wanted !== undefined && number !== wanted)) {
    throw new ProviderError("broken", host, `answers block ${number} (${header.blockID}) for ${wanted ?? "the head"}`);
  }
  return header;
}
