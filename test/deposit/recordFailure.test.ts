import { expect, test } from "vitest";
import { ProviderError } from "../../src/chains/providerError.js";
import { ChainDisagreesError } from "../../src/deposits/checkOnChain.js";
import { decideAfterFailure } from "../../src/deposits/recordFailure.js";
import { UnavailableError } from "../../src/lib/errors.js";

const provider = new ProviderError("broken", "node.example", "timed out");

test("a failure of our own is tried five times, each after twice the pause, and then gets stuck", () => {
  const decisions = [1, 2, 3, 4, 5].map((attempt) => decideAfterFailure(new Error("disk full"), attempt));
  expect(decisions).toEqual([
    { kind: "again", pauseMs: 500 },
    { kind: "again", pauseMs: 1_000 },
    { kind: "again", pauseMs: 2_000 },
    { kind: "again", pauseMs: 4_000 },
    { kind: "stuck", reason: "credit_failed" },
  ]);
});

test("nodes that are away get about two hours before an operator is asked", () => {
  let total = 0;
  for (let attempt = 1; attempt < 30; attempt += 1) {
    const decision = decideAfterFailure(provider, attempt);
    if (decision.kind !== "again") throw new Error(`stuck at attempt ${attempt}`);
    total += decision.pauseMs;
  }
  expect(total / 3_600_000).toBeGreaterThan(1.5);
  expect(total / 3_600_000).toBeLessThan(2.5);
  expect(decideAfterFailure(provider, 30)).toEqual({ kind: "stuck", reason: "rpc_exhausted" });
  expect(decideAfterFailure(new UnavailableError("not in a block"), 30)).toEqual({
    kind: "stuck",
    reason: "rpc_exhausted",
  });
});

test("a chain that shows another payment is not asked again", () => {
  expect(decideAfterFailure(new ChainDisagreesError("other amount"), 1)).toEqual({
    kind: "stuck",
    reason: "provider_disagreement",
  });
});
