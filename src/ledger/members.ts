import type { Sql } from "../db/sql.js";
import { CofferError } from "../lib/errors.js";
import { notFound, requireBucket } from "./bucket.js";
import { type Page, type PageRequest, toPage } from "./page.js";

/** What a member may spend of the wallet, in base units, each UTC day or month. */
type MemberCap = { credits: bigint; per: "day" | "month" };

/** A member of a wallet's team. */
export type Member = {
  memberId: string;
  name: string | null;
  /** Null for no cap but the wallet's balance. */
  cap: MemberCap | null;
  /** What counts against the current UTC day and month, in base units. */
  spent: { day: bigint; month: bigint };
  createdAt: Date;
};

export type MemberDescription = { name?: string | null | undefined; cap?: MemberCap | null | undefined };

type MemberRow = {
  member_id: string;
  name: string | null;
  cap_credits: bigint | null;
  cap_per: "day" | "month" | null;
  spent_day: bigint;
  spent_month: bigint;
  created_at: Date;
};

const READ = `SELECT m.member_id, m.name, m.cap_credits, m.cap_per, m.created_at,
       CASE WHEN ledger_same_period('day', m.counted_at, store_now()) THEN m.spent_day ELSE 0 END AS spent_day,
       CASE WHEN ledger_same_period('month', m.counted_at, store_now()) THEN m.spent_month ELSE 0 END AS spent_month
  FROM members m WHERE m.bucket = $1 AND m.wallet_id = $2`;

function memberFromRow(row: MemberRow): Member {
  const { cap_credits: credits, cap_per: per } = row;
  return {
    memberId: row.member_id,
    name: row.name,
    cap: credits === null || per === null ? null : { credits, per },
    spent: { day: row.spent_day, month: row.spent_month },
    createdAt: row.created_at,
  };
}

/** The members of a wallet, by their ids, after `cursor`. @throws CofferError `not_found` on a malformed wallet id. */
export async function listMembers(sql: Sql, walletId: string, { limit, cursor }: PageRequest): Promise<Page<Member>> {
  const { rows } = await sql.query<MemberRow>(
    `${READ} AND ($3::text IS NULL OR m.member_id > $3) ORDER BY m.member_id LIMIT $4`,
    [requireBucket("wal", walletId), walletId, cursor ?? null, limit + 1],
  );
  return toPage(rows.map(memberFromRow), limit, ({ memberId }) => memberId);
}

/** @throws CofferError `not_found` */
export async function readMember(sql: Sql, walletId: string, memberId: string): Promise<Member> {
  const { rows } = await sql.query<MemberRow>(`${READ} AND m.member_id = $3`, [
    requireBucket("wal", walletId),
    walletId,
    memberId,
  ]);
  const [row] = rows;
  if (row === undefined) throw new CofferError("not_found", "The wallet has no member by that memberId.");
  return memberFromRow(row);
}

/**
 * Adds a member to a wallet's team; one who is in it already stays as he was, with `created` false.
 * @throws CofferError `not_found` when there is no such wallet.
 */
export async function addMember(
  sql: Sql,
  walletId: string,
  memberId: string,
  { name = null, cap = null }: MemberDescription,
): Promise<{ member: Member; created: boolean }> {
  const bucket = requireBucket("wal", walletId);
  const { rows } = await sql.query<{ found: boolean; created: boolean }>(
    `WITH wallet AS (SELECT bucket, id FROM wallets WHERE bucket = $1 AND id = $2),
          added AS (INSERT INTO members (bucket, wallet_id, member_id, name, cap_credits, cap_per, counted_at, created_at)
                    SELECT w.bucket, w.id, $3, $4, $5, $6, n.now, n.now FROM wallet w, (SELECT store_now() AS now) AS n
                    ON CONFLICT DO NOTHING RETURNING 1)
     SELECT EXISTS (SELECT FROM wallet) AS found, EXISTS (SELECT FROM added) AS created`,
    [bucket, walletId, memberId, name, cap?.credits ?? null, cap?.per ?? null],
  );
  if (rows[0]?.found !== true) throw notFound("wal", walletId);
  return { member: await readMember(sql, walletId, memberId), created: rows[0].created };
}

/** Changes a member's name or cap; what is left out stays. @throws CofferError `not_found` */
export async function updateMember(
  sql: Sql,
  walletId: string,
  memberId: string,
  { name, cap }: MemberDescription,
): Promise<Member> {
  await sql.query(
    `UPDATE members SET name = CASE WHEN $4 THEN $5 ELSE name END, cap_credits = CASE WHEN $6 THEN $7::bigint ELSE cap_credits END,
            cap_per = CASE WHEN $6 THEN $8 ELSE cap_per END
      WHERE bucket = $1 AND wallet_id = $2 AND member_id = $3`,
    [
      requireBucket("wal", walletId),
      walletId,
      memberId,
      name !== undefined,
      name ?? null,
      cap !== undefined,
      cap?.credits ?? null,
      cap?.per ?? null,
    ],
  );
  return readMember(sql, walletId, memberId);
}

/** Takes a member out of the team; what he spent stays. @throws CofferError `not_found` */
export async function removeMember(sql: Sql, walletId: string, memberId: string): Promise<Member> {
  const member = await readMember(sql, walletId, memberId);
  await sql.query("DELETE FROM members WHERE bucket = $1 AND wallet_id = $2 AND member_id = $3", [
    requireBucket("wal", walletId),
    walletId,
    memberId,
  ]);
  return member;
}
