import { encodeFunctionData, type Hex } from "viem";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { normalizeAddress } from "../../src/chains/addresses.js";
import type { Chain, ScannedBlock, TokenTransfer } from "../../src/chains/chain.js";
import { createEthereumChain } from "../../src/chains/ethereum/createEthereumChain.js";
import { ProviderError } from "../../src/chains/providerError.js";
import { DEVELOPMENT_XPUBS } from "../../src/chains/testXpubs.js";
import { contractArtifact } from "../../src/embedded/contracts/contractArtifact.js";
import { type Anvil, startAnvil } from "../support/anvil.js";

const USDT = 1_000_000n;
let anvil: Anvil;
let usdt: Hex;
let payer: Hex;
let chain: Chain;
let ours: string[];

beforeAll(async () => {
  anvil = await startAnvil();
  usdt = await anvil.deploy("UsdtLike", [10n ** 15n, "Tether USD", "USDT", 6n]);
  payer = await anvil.deploy("BatchPayer");
  await anvil.send("UsdtLike", usdt, "transfer", [payer, 1_000_000n * USDT]);
  chain = createEthereumChain({ urls: [anvil.url], usdt, xpub: DEVELOPMENT_XPUBS.ethereum });
  ours = [0, 1, 2].map(chain.deriveAddress);
});
afterAll(() => anvil.close());

async function blockOf(hash: Hex): Promise<ScannedBlock> {
  const pass = await chain.openPass();
  const { blockNumber } = await anvil.read.getTransactionReceipt({ hash });
  return pass.readBlock(Number(blockNumber));
}

async function transfersOf(hash: Hex): Promise<TokenTransfer[]> {
  const pass = await chain.openPass();
  return pass.resolveLogPositions((await blockOf(hash)).transfers);
}

/** Sends what is signed and waits for its block: anvil answers with the hash before it mines. */
async function packed(serializedTransaction: Hex): Promise<Hex> {
  const hash = await anvil.read.sendRawTransaction({ serializedTransaction });
  await anvil.read.waitForTransactionReceipt({ hash });
  return hash;
}

const brief = (transfers: TokenTransfer[]) => transfers.map(({ logPosition, to, amount }) => [logPosition, to, amount]);

describe("the token's ways of paying", () => {
  test("two transfers to one address in one transaction are two transfers at two positions (cases 5 and 6)", async () => {
    const [first, second] = ours;
    const hash = await anvil.send("BatchPayer", payer, "pay", [usdt, [first, second, first], [5n, 6n, 7n]]);
    expect(brief(await transfersOf(hash))).toEqual([
      [0, first, 5n],
      [1, second, 6n],
      [2, first, 7n],
    ]);
    const block = await blockOf(hash);
    expect(block.transfers.map((transfer) => [transfer.from, transfer.token])).toEqual(
      Array(3).fill([normalizeAddress("ethereum", payer), normalizeAddress("ethereum", usdt)]),
    );
  });

  test("a clone with the same name pays nobody (case 1)", async () => {
    const clone = await anvil.deploy("CloneToken", [10n ** 15n, "Tether USD", "USDT", 6n]);
    const hash = await anvil.send("CloneToken", clone, "transfer", [ours[0], 500n * USDT]);
    expect((await blockOf(hash)).transfers).toEqual([]);
    expect(await chain.readTransaction(hash)).toMatchObject({ kind: "packed", transfers: [] });
  });

  test("a fee on transfer leaves the amount that reached us (case 10)", async () => {
    await anvil.send("UsdtLike", usdt, "setParams", [10n, 49n]);
    const hash = await anvil.send("UsdtLike", usdt, "transfer", [ours[0], 1000n * USDT]);
    await anvil.send("UsdtLike", usdt, "setParams", [0n, 0n]);
    const toUs = (await transfersOf(hash)).filter((transfer) => transfer.to === ours[0]);
    expect(toUs.map((transfer) => transfer.amount)).toEqual([999n * USDT]);
  });

  test("nothing comes of a zero value, of a revert, and of a payment taken back (cases 3 and 7)", async () => {
    const zero = await anvil.send("UsdtLike", usdt, "transfer", [ours[0], 0n]);
    expect((await blockOf(zero)).transfers).toEqual([]);
    await anvil.send("UsdtLike", usdt, "pause", []);
    const refused = await anvil.send("UsdtLike", usdt, "transfer", [ours[0], 5n]);
    await anvil.send("UsdtLike", usdt, "unpause", []);
    const takenBack = await anvil.send("BatchPayer", payer, "payThenRevert", [usdt, ours[0], 5n]);
    for (const hash of [refused, takenBack]) {
      expect((await blockOf(hash)).transfers).toEqual([]);
      expect(await chain.readTransaction(hash)).toMatchObject({ kind: "failed" });
    }
  });
});

describe("the chain itself", () => {
  test("is named by its id and genesis, and the token by its decimals", async () => {
    const genesis = await anvil.read.getBlock({ blockNumber: 0n });
    expect(await chain.readIdentity()).toEqual({ chainId: "31337", genesisHash: genesis.hash });
    expect(await chain.readTokenDecimals()).toBe(6);
    const odd = await anvil.deploy("UsdtLike", [1n, "Tether USD", "USDT", 18n]);
    const other = createEthereumChain({ urls: [anvil.url], usdt: odd, xpub: DEVELOPMENT_XPUBS.ethereum });
    expect(await other.readTokenDecimals()).toBe(18);
  });

  test("is final two blocks below the head here, and a transaction once its block is", async () => {
    const hash = await anvil.send("UsdtLike", usdt, "transfer", [ours[2], USDT]);
    expect(await chain.readTransaction(hash)).toMatchObject({ kind: "packed", final: false });
    await anvil.control.mine({ blocks: 2 });
    const pass = await chain.openPass();
    expect(pass.head.number - pass.finalHeight).toBe(2);
    expect(await chain.readTransaction(hash)).toMatchObject({ kind: "packed", final: true });
    const all = await pass.readFinalBlocks(0, pass.finalHeight);
    expect(all.map((block) => block.number)).toEqual(Array.from({ length: all.length }, (_, number) => number));
    expect(all.flatMap((block) => block.transfers).some((transfer) => transfer.txHash === hash)).toBe(true);
  });

  test("tells a pooled transaction from an unknown one", async () => {
    await anvil.control.setAutomine(false);
    const { abi } = contractArtifact("UsdtLike");
    const hash = await anvil.wallet.writeContract({
      abi,
      address: usdt,
      functionName: "transfer",
      args: [ours[0], 3n],
      account: anvil.wallet.account ?? null,
      chain: anvil.wallet.chain ?? null,
    });
    expect(await chain.readTransaction(hash)).toEqual({ kind: "pooled" });
    await anvil.control.setAutomine(true);
    await anvil.control.mine({ blocks: 1 });
    expect(await chain.readTransaction(hash)).toMatchObject({ kind: "packed" });
    expect(await chain.readTransaction(`0x${"ab".repeat(32)}`)).toEqual({ kind: "unknown" });
  });

  test("refuses what lies above the head instead of calling it empty", async () => {
    const pass = await chain.openPass();
    await expect(pass.readBlock(pass.head.number + 1)).rejects.toMatchObject({ failure: "behind" });
    await expect(pass.readHeader(pass.head.number + 1)).rejects.toBeInstanceOf(ProviderError);
  });
});

describe("a reorganisation", () => {
  test("changes the hashes, and drops what it does not pack again", async () => {
    const hash = await anvil.send("UsdtLike", usdt, "transfer", [ours[0], 77n]);
    const pass = await chain.openPass();
    const before = await blockOf(hash);
    await anvil.reorganize(2, []);
    const later = await chain.openPass();
    const after = await later.readHeader(before.number);
    expect(after.hash).not.toBe(before.hash);
    expect((await later.readBlock(before.number)).transfers).toEqual([]);
    expect(await chain.readTransaction(hash)).toEqual({ kind: "unknown" });
    await expect(pass.resolveLogPositions(before.transfers)).rejects.toMatchObject({ failure: "behind" });
  });

  test("that moves a transaction changes its log index and not its position (case 13)", async () => {
    const [first, second, third] = ours;
    const nonce = await anvil.nonce();
    const other = await anvil.sign(payer, payData([second, second]), nonce);
    const payment = await anvil.sign(payer, payData([first, third]), nonce + 1);
    await packed(other);
    const hash = await packed(payment);
    const apart = await transfersOf(hash);
    // Each had a block of its own. Now both go into one, the payment behind the other transaction's logs.
    await anvil.reorganize(2, [
      [other, 1],
      [payment, 1],
    ]);
    const together = (await transfersOf(hash)).filter((transfer) => transfer.txHash === hash);
    expect(apart.map((transfer) => transfer.logIndex)).toEqual([0, 1]);
    expect(together.map((transfer) => transfer.logIndex)).toEqual([2, 3]);
    expect(brief(together)).toEqual(brief(apart));
    expect(together[0]?.blockHash).not.toBe(apart[0]?.blockHash);
  });
});

function payData(recipients: (string | undefined)[]): Hex {
  const args = [usdt, recipients, recipients.map(() => 9n)];
  return encodeFunctionData({ abi: contractArtifact("BatchPayer").abi, functionName: "pay", args });
}
