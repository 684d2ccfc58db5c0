import { createHash } from "node:crypto";
import { addressOfPrivateKey, toBase58 } from "../../src/embedded/tron/address.js";
import type { Identity } from "../../src/embedded/tron/chain/identities.js";
import type { Json } from "./tronRecording.js";

/** Our words for those of the recorded chain: addresses, ids, hashes. */
export type TronDictionary = {
  learn(recorded: string, ours: string): void;
  /** Notes whose account stands for a recorded one. */
  register(recorded: string, identity: Identity): void;
  /** The account that stands for a recorded one; made up where there is none yet. */
  identityOf(recorded: string): Identity;
  /** Whose account stands for a recorded one, if anybody's. */
  known(recorded: string): Identity | undefined;
  translate(text: string): string;
  translateJson<T extends Json | undefined>(value: T): T;
};

export function createTronDictionary(): TronDictionary {
  const words = new Map<string, string>();
  const identities = new Map<string, Identity>();
  let pattern: { expression: RegExp; size: number } | undefined;

  function learn(recorded: string, ours: string): void {
    words.set(recorded, ours);
    if (recorded.length !== 42) return;
    words.set(recorded.slice(2), ours.slice(2));
    words.set(toBase58(recorded), toBase58(ours));
  }

  function register(recorded: string, identity: Identity): void {
    identities.set(recorded, identity);
    learn(recorded, identity.address);
  }

  function translate(text: string): string {
    if (pattern?.size !== words.size) {
      // Longest first: the 20 bytes of an address are also the end of its 21.
      const alternatives = [...words.keys()].sort((a, b) => b.length - a.length);
      pattern = { expression: new RegExp(alternatives.join("|"), "g"), size: words.size };
    }
    return text.replace(pattern.expression, (word) => words.get(word) ?? word);
  }

  return {
    learn,
    register,
    identityOf(recorded) {
      const known = identities.get(recorded);
      if (known !== undefined) return known;
      const privateKey = createHash("sha256").update(`stands for ${recorded}`).digest("hex");
      register(recorded, { privateKey, address: addressOfPrivateKey(privateKey) });
      return { privateKey, address: addressOfPrivateKey(privateKey) };
    },
    known: (recorded) => identities.get(recorded),
    translate,
    translateJson: (value) => (value === undefined ? value : JSON.parse(translate(JSON.stringify(value)))),
  };
}
