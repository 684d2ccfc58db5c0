import fc from "fast-check";
import { utils } from "tronweb";
import { expect, test } from "vitest";
import { addressOfBytes, bytesOfAddress } from "../../src/chains/addresses.js";

test("TRON addresses are written as tronweb writes them, and read back", () => {
  const bytes = fc.uint8Array({ minLength: 20, maxLength: 20 }).map((each) => Buffer.from(each).toString("hex"));
  const edges = ["0".repeat(40), "f".repeat(40), `${"0".repeat(39)}1`, "a614f803b6fd780986a42c78ec9c7f77e6ded13c"];
  fc.assert(
    fc.property(fc.oneof(bytes, fc.constantFrom(...edges)), (hex) => {
      const address = addressOfBytes("tron", hex);
      expect(address).toBe(utils.address.fromHex(`41${hex}`));
      expect(bytesOfAddress("tron", address)).toBe(hex);
    }),
    { numRuns: 500 },
  );
});
