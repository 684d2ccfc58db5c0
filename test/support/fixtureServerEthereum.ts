import { type FixtureHandler, readFixture } from "./fixtureServer.js";

export type EthereumLogJson = {
  address: string;
  topics: string[];
  data: string;
  transactionHash: string;
  blockHash: string;
  blockNumber: string;
  logIndex: string;
};
export type EthereumHeaderJson = {
  number: string;
  hash: string;
  parentHash: string;
  timestamp: string;
  logsBloom: string;
};
export type EthereumReceiptJson = {
  transactionHash: string;
  blockHash: string;
  blockNumber: string;
  status: string;
  logs: EthereumLogJson[];
};

const FILES = "ethereum/mainnet-17173049-17173050";

export type RecordedEthereum = {
  headers: EthereumHeaderJson[];
  logs: EthereumLogJson[];
  /** The 31 transactions that were sent to USDT, with their real receipts. */
  receipts: EthereumReceiptJson[];
  finalized: number;
};

/** Mainnet blocks 17173049 and 17173050, with all their logs; both count as final. */
export function recordedEthereum(): RecordedEthereum {
  return {
    headers: readFixture(`${FILES}-headers.json`) as EthereumHeaderJson[],
    logs: readFixture(`${FILES}-all-logs.json`) as EthereumLogJson[],
    receipts: readFixture(`${FILES}-usdt-txs-with-receipts.json`) as EthereumReceiptJson[],
    finalized: 17173050,
  };
}

/** Only the hash of mainnet's genesis is real. */
const GENESIS_DERIVED: EthereumHeaderJson = {
  number: "0x0",
  hash: "0xd4e56740f876aef8c010b86a40d5f56745a118d0906a34e69aec8c0db1cb8fa3",
  parentHash: `0x${"0".repeat(64)}`,
  timestamp: "0x0",
  logsBloom: `0x${"0".repeat(512)}`,
};

type Filter = { address?: string; topics?: string[]; blockHash?: string; fromBlock?: string; toBlock?: string };

/** Answers JSON-RPC for the recorded blocks. */
export function serveEthereum(recorded: RecordedEthereum): FixtureHandler {
  return ({ body }) => {
    const { id, method, params } = body as { id: number; method: string; params: unknown[] };
    const answer = answerTo(recorded, method, params);
    return {
      json: { jsonrpc: "2.0", id, ...(answer instanceof Refusal ? { error: answer.error } : { result: answer }) },
    };
  };
}

class Refusal {
  readonly error: { code: number; message: string };
  constructor(code: number, message: string) {
    this.error = { code, message };
  }
}

function answerTo(recorded: RecordedEthereum, method: string, params: unknown[]): unknown {
  switch (method) {
    case "eth_chainId":
      return "0x1";
    case "eth_getBlockByNumber":
      return headerAt(recorded, String(params[0]));
    case "eth_getLogs":
      return logsBy(recorded, params[0] as Filter);
    case "eth_getTransactionReceipt":
      return receiptOf(recorded, String(params[0]));
    case "eth_getTransactionByHash": {
      const receipt = receiptOf(recorded, String(params[0]));
      return receipt === null ? null : { hash: receipt.transactionHash };
    }
    default:
      return new Refusal(-32601, `the method ${method} does not exist/is not available`);
  }
}

function headerAt(recorded: RecordedEthereum, tag: string): EthereumHeaderJson | null {
  if (tag === "0x0") return GENESIS_DERIVED;
  if (tag === "latest") return recorded.headers.at(-1) ?? null;
  const number = tag === "finalized" ? recorded.finalized : Number(tag);
  return recorded.headers.find((header) => Number(header.number) === number) ?? null;
}

function logsBy(recorded: RecordedEthereum, filter: Filter): EthereumLogJson[] | Refusal {
  const { blockHash, fromBlock, toBlock, address, topics = [] } = filter;
  if (blockHash !== undefined && !recorded.headers.some((header) => header.hash === blockHash)) {
    return new Refusal(-32000, "unknown block");
  }
  return recorded.logs.filter(
    (log) =>
      (address === undefined || log.address === address.toLowerCase()) &&
      topics.every((topic, index) => log.topics[index] === topic) &&
      (blockHash === undefined || log.blockHash === blockHash) &&
      (fromBlock === undefined || Number(log.blockNumber) >= Number(fromBlock)) &&
      (toBlock === undefined || Number(log.blockNumber) <= Number(toBlock)),
  );
}

/** The real receipt where there is one, else a DERIVED one: a transaction's logs are all in the recorded blocks. */
function receiptOf(recorded: RecordedEthereum, txHash: string): EthereumReceiptJson | null {
  const real = recorded.receipts.find((receipt) => receipt.transactionHash === txHash);
  if (real !== undefined) return real;
  const logs = recorded.logs.filter((log) => log.transactionHash === txHash);
  const [first] = logs;
  if (first === undefined) return null;
  return { transactionHash: txHash, blockHash: first.blockHash, blockNumber: first.blockNumber, status: "0x1", logs };
}
