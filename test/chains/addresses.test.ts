import { HDKey } from "@scure/bip32";
import fc from "fast-check";
import { mnemonicToAccount } from "viem/accounts";
import { describe, expect, test } from "vitest";
import { addressOfBytes, bytesOfAddress, createAddressDeriver, normalizeAddress } from "../../src/chains/addresses.js";
import type { Network } from "../../src/chains/chain.js";
import { NETWORKS } from "../../src/chains/chain.js";
import { ethereumDefinition } from "../../src/chains/definitions/ethereum.js";
import { tronDefinition } from "../../src/chains/definitions/tron.js";
import { paymentUri } from "../../src/chains/paymentUri.js";
import { recognizePrivateKey } from "../../src/chains/recognizePrivateKey.js";
import { DEVELOPMENT_XPUBS, isPublishedTestXpub } from "../../src/chains/testXpubs.js";

const ABANDON = `${"abandon ".repeat(11)}about`;

/** What other wallets show for the mnemonic. */
const VECTORS: Record<Network, string[]> = {
  tron: [
    "TUEZSdKsoDHQMeZwihtdoBiN46zxhGWYdH",
    "TSeJkUh4Qv67VNFwY8LaAxERygNdy6NQZK",
    "TYJPRrdB5APNeRs4R7fYZSwW3TcrTKw2gx",
  ],
  ethereum: [
    "0x9858EfFD232B4033E47d90003D41EC34EcaEda94",
    "0x6Fac4D18c912343BF86fa7049364Dd4E424Ab9C0",
    "0xb6716976A3ebe8D39aCEB04372f22Ff8e6802D7A",
  ],
};

describe("deriving addresses from an account xpub", () => {
  test.each(NETWORKS)("gives the addresses that wallets show on %s", (network) => {
    const derive = createAddressDeriver(network, DEVELOPMENT_XPUBS[network]);
    expect([0, 1, 2].map(derive)).toEqual(VECTORS[network]);
  });

  test("agrees with the addresses of the private keys far along the chain", () => {
    const derive = createAddressDeriver("ethereum", DEVELOPMENT_XPUBS.ethereum);
    for (const index of [5, 1000, 99_999]) {
      const account = mnemonicToAccount(ABANDON, { addressIndex: index });
      expect(derive(index)).toBe(account.address);
    }
  });

  test("refuses a private key without repeating it", () => {
    const xprv = HDKey.fromMasterSeed(new Uint8Array(32).fill(5)).derive("m/44'/60'/0'").privateExtendedKey;
    const refusal = () => createAddressDeriver("ethereum", xprv);
    expect(refusal).toThrow(/extended private key/);
    expect(refusal).not.toThrow(xprv.slice(0, 20));
  });

  test("refuses an xpub of another depth and one with a wrong checksum", () => {
    const xpub = DEVELOPMENT_XPUBS.tron;
    const child = HDKey.fromExtendedKey(xpub).deriveChild(0).publicExtendedKey;
    expect(() => createAddressDeriver("tron", child)).toThrow(/not an account's/);
    expect(() => createAddressDeriver("tron", `${xpub.slice(0, -1)}e`)).toThrow(/checksum/);
    expect(() => createAddressDeriver("tron", "")).toThrow(RangeError);
  });

  test("refuses an index that is none", () => {
    const derive = createAddressDeriver("tron", DEVELOPMENT_XPUBS.tron);
    for (const index of [-1, 1.5, 2 ** 31, Number.NaN]) expect(() => derive(index)).toThrow(RangeError);
  });

  test("knows the published test xpubs, whatever parent they are written with", () => {
    const key = HDKey.fromExtendedKey(DEVELOPMENT_XPUBS.tron);
    const disguised = new HDKey({
      ...(key.publicKey === null ? {} : { publicKey: key.publicKey }),
      ...(key.chainCode === null ? {} : { chainCode: key.chainCode }),
      depth: 3,
      index: key.index,
      parentFingerprint: 7,
    }).publicExtendedKey;
    expect(disguised).not.toBe(DEVELOPMENT_XPUBS.tron);
    expect([DEVELOPMENT_XPUBS.ethereum, disguised].map(isPublishedTestXpub)).toEqual([true, true]);
    const own = HDKey.fromMasterSeed(new Uint8Array(32).fill(9)).derive("m/44'/195'/0'").publicExtendedKey;
    expect(isPublishedTestXpub(own)).toBe(false);
  });
});

describe("the display form of an address", () => {
  test.each(NETWORKS)("is the only form of any 20 bytes on %s", (network) => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 20, maxLength: 20 }), (bytes) => {
        const hex = Buffer.from(bytes).toString("hex");
        const address = addressOfBytes(network, hex);
        expect(normalizeAddress(network, address)).toBe(address);
        expect(bytesOfAddress(network, address)).toBe(hex);
      }),
    );
  });

  test("takes an Ethereum address in one case, and refuses a wrong checksum", () => {
    const { usdt } = ethereumDefinition;
    expect(normalizeAddress("ethereum", usdt.toLowerCase())).toBe(usdt);
    expect(normalizeAddress("ethereum", `0x${usdt.slice(2).toUpperCase()}`)).toBe(usdt);
    expect(normalizeAddress("ethereum", usdt.replace("dAC", "DaC"))).toBeNull();
    expect(normalizeAddress("ethereum", usdt.slice(2))).toBeNull();
    expect(normalizeAddress("ethereum", "")).toBeNull();
  });

  test("refuses a TRON address with one wrong character, in hex, or of the other network", () => {
    const { usdt } = tronDefinition;
    expect(normalizeAddress("tron", usdt)).toBe(usdt);
    expect(normalizeAddress("tron", `${usdt.slice(0, -1)}u`)).toBeNull();
    expect(normalizeAddress("tron", "41a614f803b6fd780986a42c78ec9c7f77e6ded13c")).toBeNull();
    expect(normalizeAddress("tron", ethereumDefinition.usdt)).toBeNull();
    expect(normalizeAddress("ethereum", usdt)).toBeNull();
  });
});

describe("recognizing a private key", () => {
  test("finds keys, extended keys and mnemonics in the forms that people paste", () => {
    const root = HDKey.fromMasterSeed(new Uint8Array(32).fill(3));
    const key = Buffer.from(root.privateKey ?? []).toString("hex");
    expect(recognizePrivateKey(key)).toBe("private key");
    expect(recognizePrivateKey(` 0x${key.toUpperCase()}\n`)).toBe("private key");
    expect(recognizePrivateKey(root.privateExtendedKey)).toBe("extended private key");
    expect(recognizePrivateKey(root.privateExtendedKey.replace("xprv", "zprv"))).toBe("extended private key");
    expect(recognizePrivateKey(ABANDON)).toBe("mnemonic");
    expect(recognizePrivateKey(ABANDON.toUpperCase().replaceAll(" ", ",  "))).toBe("mnemonic");
  });

  test("lets xpubs, addresses, URLs and sentences pass", () => {
    const innocent = [
      ...Object.values(DEVELOPMENT_XPUBS),
      tronDefinition.usdt,
      ethereumDefinition.usdt,
      "http://127.0.0.1:8545",
      "",
      "this sentence has exactly twelve words but it is no mnemonic phrase",
    ];
    for (const text of innocent) expect(recognizePrivateKey(text)).toBeNull();
  });
});

describe("payment URIs", () => {
  test("ask for the token on Ethereum and name the plain address on TRON", () => {
    const [address = ""] = VECTORS.ethereum;
    const ethereum = { network: "ethereum", address, amount: 25_500_000n, token: ethereumDefinition.usdt } as const;
    expect(paymentUri({ ...ethereum, chainId: "1" })).toBe(
      `ethereum:0xdAC17F958D2ee523a2206206994597C13D831ec7@1/transfer?address=${address}&uint256=25500000`,
    );
    const [tron = ""] = VECTORS.tron;
    expect(
      paymentUri({ network: "tron", address: tron, amount: 1n, token: tronDefinition.usdt, chainId: "728126428" }),
    ).toBe(tron);
  });
});
