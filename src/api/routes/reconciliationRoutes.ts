import { z } from "zod";
import type { Network } from "../../chains/chain.js";
import { formatNative, networkFacts } from "../../checkout/networkFacts.js";
import { chainOf } from "../../checkout/openCheckout.js";
import { type Finding, listReconciliations, type Reconciliation } from "../../deposits/listReconciliations.js";
import { type Reconciled, reconcileAddresses, twinOf } from "../../deposits/reconcileAddresses.js";
import { toPage } from "../../ledger/page.js";
import { formatAmount } from "../../lib/money.js";
import type { AppDependencies } from "../appDependencies.js";
import { decimal, listOf, network, page, time } from "../fields.js";
import { defineRoute, type Route } from "../route.js";

const otherSigners = z
  .array(z.string())
  .describe("Whoever else may sign for it, on TRON; empty, unless somebody has had its private key.");

/** What an address holds beside USDT of its network. */
const unsupportedTokens = {
  native: z.string().describe("The network's own coin on it, such as `0.5 ETH`: never credited."),
  tokens: z
    .array(z.strictObject({ id: z.string(), amount: z.string() }))
    .describe("TRC10 tokens on it, by id, each in its smallest unit: never credited, whatever they are called."),
  onOtherChain: decimal
    .nullable()
    .describe(
      "USDT that the same key's address on the other network holds: never credited. Null when it did not answer.",
    ),
};

const reconciledSchema = z
  .strictObject({
    address: z.string(),
    walletId: z.string(),
    onChain: decimal,
    recorded: decimal,
    /** Above zero: a payment was missed. Below: not final yet, or moved on, such as by a sweep. */
    difference: z.string(),
    ...unsupportedTokens,
    otherSigners,
  })
  .meta({ id: "ReconciledAddress" });

const runSchema = z
  .strictObject({
    day: z.iso.date().describe("The day of the comparison, UTC."),
    startedAt: time.describe("When it began."),
    finishedAt: time.nullable().describe("When it was done; null while it goes on."),
    addresses: z.int().describe("How many addresses were compared."),
    onChain: decimal.describe("USDT that they held in final blocks."),
    recorded: decimal.describe("USDT of the deposits recorded for them."),
    findings: z
      .array(
        z.strictObject({
          address: z.string().describe("A deposit address."),
          walletId: z.string().describe("Whose it is."),
          onChain: decimal.describe("USDT that it held."),
          recorded: decimal.describe("USDT recorded for it."),
          ...unsupportedTokens,
          otherSigners,
          reasons: z
            .array(z.enum(["other_signer", "missed_payment", "unsupported_token"]))
            .describe(
              "Why it is shown: others may sign for it, USDT that no deposit records, or what is never credited.",
            ),
          explanation: z.string().describe("What it means and what to do, in words."),
          comparedAt: time.describe("When it was compared."),
        }),
      )
      .describe("Addresses that others may sign for, that hold more than was recorded, or what is never credited."),
  })
  .meta({ id: "ReconciliationRun" });

/** What happened, and what an operator can do about it. */
function explain(network: Network, finding: Finding): string {
  const { address, onChain, recorded, native, tokens, otherSigners: signers, onOtherChain } = finding;
  const other: Network = network === "tron" ? "ethereum" : "tron";
  const taken =
    signers.length > 0
      ? `${signers.join(", ")} may sign for it, which takes its private key: move all deposits of the account now, as docs/security.md says. No further checkout gets this address.`
      : "";
  const missed =
    onChain > recorded
      ? `${formatAmount(onChain - recorded)} USDT arrived that no deposit records: rescan the blocks of that time, or claim the transaction.`
      : "";
  const coin =
    native > 0n ? `${formatNative(network, native)} arrived, which is not credited: send it back to its sender.` : "";
  const named = tokens.map(({ id, amount }) => `${amount} of the TRC10 token ${id}`).join(", ");
  const token = named === "" ? "" : `${named} arrived, which is not credited: send it back to its sender.`;
  const elsewhere =
    onOtherChain !== null && onOtherChain > 0n
      ? `${formatAmount(onOtherChain)} USDT arrived on ${networkFacts(other, false).name} at ${twinOf(address, network, other)}, which the same key holds but nobody was given: send it back to its sender, or grant what it is worth.`
      : "";
  return [taken, missed, coin, token, elsewhere].filter((text) => text !== "").join(" ");
}

function unsupportedTokensView(network: Network, { native, tokens, onOtherChain }: Finding | Reconciled) {
  return {
    native: formatNative(network, native),
    tokens,
    onOtherChain: onOtherChain === null ? null : formatAmount(onOtherChain),
  };
}

function reasonsOf({ onChain, recorded, native, tokens, otherSigners: signers, onOtherChain }: Finding) {
  const isMissed = onChain > recorded;
  const isUnsupported = native > 0n || tokens.length > 0 || (onOtherChain ?? 0n) > 0n;
  return [
    ...(signers.length > 0 ? ["other_signer" as const] : []),
    ...(isMissed ? ["missed_payment" as const] : []),
    ...(isUnsupported ? ["unsupported_token" as const] : []),
  ];
}

function runView({ network, day, startedAt, finishedAt, addresses, onChain, recorded, findings }: Reconciliation) {
  return {
    ...{ day, addresses, onChain: formatAmount(onChain), recorded: formatAmount(recorded) },
    startedAt: startedAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
    findings: findings.map((finding) => ({
      ...{ address: finding.address, walletId: finding.walletId, explanation: explain(network, finding) },
      ...{ onChain: formatAmount(finding.onChain), recorded: formatAmount(finding.recorded) },
      ...unsupportedTokensView(network, finding),
      otherSigners: finding.otherSigners,
      reasons: reasonsOf(finding),
      comparedAt: finding.comparedAt.toISOString(),
    })),
  };
}

export function reconciliationRoutes({ pool, chains }: AppDependencies): Route[] {
  return [
    defineRoute({
      method: "get",
      path: "/v1/reports/reconciliation",
      summary: "What addresses hold in final blocks beside what is recorded for them, 50 addresses a call",
      refusals: ["network_disabled"],
      access: ["operator"],
      query: z.strictObject({ network, cursor: z.coerce.number().int().min(0).max(2_147_483_647).default(0) }),
      reply: z.strictObject({ data: z.array(reconciledSchema), nextCursor: z.string().nullable() }),
      handle: async ({ query }) => {
        const chain = chainOf(chains, query.network);
        const { compared, nextIndex } = await reconcileAddresses(pool, chains, chain, query.cursor);
        const data = compared.map((one) => ({
          ...{ address: one.address, walletId: one.walletId, onChain: formatAmount(one.onChain) },
          ...{ recorded: formatAmount(one.recorded), difference: formatAmount(one.difference) },
          ...unsupportedTokensView(query.network, one),
          otherSigners: one.otherSigners,
        }));
        return { status: 200, body: { data, nextCursor: nextIndex === null ? null : String(nextIndex) } };
      },
    }),
    defineRoute({
      method: "get",
      path: "/v1/reports/reconciliation/runs",
      summary:
        "The stored daily comparisons of a network's addresses with the chain, newest first, with what they found",
      refusals: [],
      access: ["operator"],
      query: z.strictObject({ ...page, network, cursor: z.iso.date().optional() }),
      reply: listOf(runSchema),
      handle: async ({ query }) => {
        const { limit, cursor } = query;
        const read = await listReconciliations(pool, query.network, { limit: limit + 1, before: cursor });
        const { data, nextCursor } = toPage(read, limit, ({ day }) => day);
        return { status: 200, body: { data: data.map(runView), nextCursor } };
      },
    }),
  ];
}
