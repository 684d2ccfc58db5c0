import type { Sql } from "../../../src/db/sql.js";
import { formatAmount } from "../../../src/lib/money.js";
import type { Answer } from "../play/createClient.js";
import type { Check, Finding } from "./finding.js";
import { found } from "./finding.js";

/**
 * Effects in the ledger, by the key of the call, which clients also give as its reference (with what ends a hold or a debit
 * behind it): how many, and of how many credits.
 */
type Effects = Map<string, { count: number; credits: string }>;

const QUERIES = {
  debits: "SELECT reference AS key, credits FROM debits WHERE hold_id IS NULL",
  holds: "SELECT reference AS key, credits FROM holds WHERE client_id <> 'coffer'",
  captures: "SELECT h.reference || '-capture' AS key, d.credits FROM holds h JOIN debits d ON d.hold_id = h.id",
  voids: "SELECT reference || '-void' AS key, credits FROM holds WHERE state = 'voided' AND client_id <> 'coffer'",
  refunds: "SELECT reference || '-refund' AS key, refunded AS credits FROM debits WHERE refunded > 0",
  gifts: "SELECT reason AS key, granted AS credits FROM grants WHERE source_type = 'store'",
  checkouts: "SELECT metadata ->> 'reference' AS key, amount_due AS credits FROM checkouts",
};

async function readEffects(sql: Sql, text: string): Promise<Effects> {
  const { rows } = await sql.query<{ key: string; count: number; credits: bigint }>(
    `SELECT key, count(*)::integer AS count, sum(credits)::bigint AS credits FROM (${text}) AS effects GROUP BY key`,
  );
  return new Map(rows.map(({ key, count, credits }) => [key, { count, credits: formatAmount(credits) }]));
}

/** One call of a client's log: what it asked for, and what of it the ledger must hold. */
type Claim = { key: string; kind: keyof typeof QUERIES; outcome: Answer["outcome"]; credits: string };

function kindOf(path: string): keyof typeof QUERIES {
  if (path.endsWith("/capture")) return "captures";
  if (path.endsWith("/void")) return "voids";
  if (path.endsWith("/refund")) return "refunds";
  if (path.endsWith("/grants")) return "gifts";
  if (path === "/v1/checkouts") return "checkouts";
  return path === "/v1/holds" ? "holds" : "debits";
}

/** Which field of an accepted reply says how much was moved. */
function creditsOf(kind: keyof typeof QUERIES, reply: Record<string, unknown>): string {
  const field = { captures: "captured", refunds: "refunded", gifts: "granted", checkouts: "amountDue" }[
    kind as "captures"
  ];
  return String(reply[field ?? "credits"]);
}

function claimsOf(answer: Answer): Claim[] {
  const { key = "", path, outcome, reply, body } = answer;
  if (path !== "/v1/debits/batch") {
    const kind = kindOf(path);
    return [{ key, kind, outcome, credits: creditsOf(kind, reply) }];
  }
  const asked = (body?.debits ?? []) as { idempotencyKey: string }[];
  const results = (reply.results ?? []) as { status: number; debit?: { credits: string } }[];
  return asked.map(({ idempotencyKey }, index) => {
    const result = results[index];
    const decided = result?.status === 201 ? "accepted" : "refused";
    const unknown = result === undefined || result.status >= 500 || outcome !== "accepted";
    return {
      key: idempotencyKey,
      kind: "debits",
      outcome: unknown ? "unknown" : decided,
      credits: result?.debit?.credits ?? "",
    };
  });
}

function isKept({ outcome, credits }: Claim, effect: { count: number; credits: string } | undefined): boolean {
  const count = effect?.count ?? 0;
  if (outcome === "accepted") return count === 1 && effect?.credits === credits;
  return outcome === "refused" ? count === 0 : count <= 1;
}

/** Invariant 10: what clients were told is what the ledger holds, once. */
export const checkClientAnswers: Check = async (sql, { log }) => {
  const findings: Finding[] = [];
  const claims = log.flatMap(claimsOf);
  for (const kind of Object.keys(QUERIES) as (keyof typeof QUERIES)[]) {
    const effects = await readEffects(sql, QUERIES[kind]);
    const ofKind = claims.filter((claim) => claim.kind === kind);
    const broken = ofKind.filter((claim) => !isKept(claim, effects.get(claim.key)));
    const rows = broken.map((claim) => ({ ...claim, ledger: effects.get(claim.key) ?? "nothing" }));
    findings.push(...found(10, `what clients were told of ${kind} is not what the ledger holds`, rows));
    const asked = new Set(ofKind.map(({ key }) => key));
    const unasked = [...effects.keys()].filter((key) => !asked.has(key));
    findings.push(...found(10, `the ledger holds ${kind} that no client asked for`, unasked));
  }
  return findings;
};
