import { HDKey } from "@scure/bip32";
import { TronWeb } from "tronweb";
import { bytesToHex, hexToBytes } from "viem";
import { privateKeyToAddress } from "viem/accounts";
import type { Network } from "../../../src/chains/chain.js";

/** The seed of "abandon … about", BIP-39's published test mnemonic, without a passphrase. */
const SEED =
  "0x5eb00bbddcf069084889a8ab9155568165f5c453ccb85e70811aaed6f6da5fc19a5ac40b389cd370d086206dec8aa6c43daea6690f20ad3d8d48b2d2ce9e38e4";
const COINS = { ethereum: 60, tron: 195 } as const;

/** The addresses that a store must give out: derived from the private keys, where Coffer only has the xpub. */
export type AddressBook = {
  xpubs: Record<Network, string>;
  /** The address with this index, in the network's display form. */
  addressAt(network: Network, index: number): string;
};

function addressOf(network: Network, privateKey: Uint8Array | null): string {
  if (privateKey === null) throw new Error("A key derived from a seed has its private part.");
  if (network === "ethereum") return privateKeyToAddress(bytesToHex(privateKey));
  const address = TronWeb.address.fromPrivateKey(Buffer.from(privateKey).toString("hex"));
  if (address === false) throw new Error("tronweb does not take this private key.");
  return address;
}

/** Each seed of the simulation has an account of its own under one mnemonic. */
export function createAddressBook(account: number): AddressBook {
  const master = HDKey.fromMasterSeed(hexToBytes(SEED));
  const accountOf = (network: Network) => master.derive(`m/44'/${COINS[network]}'/${account}'`);
  const accounts = { ethereum: accountOf("ethereum"), tron: accountOf("tron") };
  return {
    xpubs: { ethereum: accounts.ethereum.publicExtendedKey, tron: accounts.tron.publicExtendedKey },
    addressAt: (network, index) => addressOf(network, accounts[network].derive(`m/0/${index}`).privateKey),
  };
}
