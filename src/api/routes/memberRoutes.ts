import { z } from "zod";
import { transaction } from "../../db/transaction.js";
import { addMember, listMembers, type Member, readMember, removeMember, updateMember } from "../../ledger/members.js";
import { readWallet } from "../../ledger/readWallet.js";
import { amountSchema, formatAmount } from "../../lib/money.js";
import type { AppDependencies } from "../appDependencies.js";
import { decimal, listOf, memberId, page, text, time } from "../fields.js";
import { operatorRecorder } from "../operatorRecorder.js";
import { type Principal, requireWallet } from "../principal.js";
import { defineRoute, type Route } from "../route.js";

const per = z.enum(["day", "month"]);

const description = {
  name: text(200).optional(),
  cap: z.strictObject({ credits: amountSchema, per }).nullable().optional(),
};

const memberSchema = z
  .strictObject({
    memberId: z.string(),
    name: z.string().nullable(),
    cap: z.strictObject({ credits: decimal, per }).nullable(),
    /** What counts against the cap in the current UTC day and month. */
    spent: z.strictObject({ day: decimal, month: decimal }),
    createdAt: time,
  })
  .meta({ id: "Member" });

function memberView({ cap, spent, createdAt, ...member }: Member): z.output<typeof memberSchema> {
  return {
    ...member,
    cap: cap === null ? null : { credits: formatAmount(cap.credits), per: cap.per },
    spent: { day: formatAmount(spent.day), month: formatAmount(spent.month) },
    createdAt: createdAt.toISOString(),
  };
}

export function memberRoutes({ pool }: AppDependencies): Route[] {
  const path = "/v1/wallets/{id}/members";
  const recorder = (principal: Principal, name: string, walletId: string) =>
    operatorRecorder(principal, { action: `member.${name}`, objectId: walletId }, memberView);

  return [
    defineRoute({
      method: "post",
      path,
      summary: "Add a member to a wallet's team; one who is in it stays as they were, with 200",
      statuses: [201, 200],
      access: ["store"],
      body: z.strictObject({ memberId, ...description }),
      reply: memberSchema,
      handle: async ({ param, body, principal }) => {
        const record = recorder(principal(), "add", param("id"));
        const { member, created } = await transaction(pool, async (sql) => {
          const added = await addMember(sql, param("id"), body.memberId, body);
          if (added.created) await record(sql, null, added.member);
          return added;
        });
        return { status: created ? 201 : 200, body: memberView(member) };
      },
    }),
    defineRoute({
      method: "get",
      path,
      summary: "A wallet's team, with what each member spent of the cap",
      access: ["store", "service", "session"],
      query: z.strictObject(page),
      reply: listOf(memberSchema),
      handle: async ({ param, query, principal }) => {
        requireWallet(principal(), param("id"));
        const { id } = await readWallet(pool, param("id"));
        const { data, nextCursor } = await listMembers(pool, id, query);
        return { status: 200, body: { data: data.map(memberView), nextCursor } };
      },
    }),
    defineRoute({
      method: "patch",
      path,
      summary: "Change a member's name or cap",
      access: ["store"],
      body: z.strictObject({ memberId, ...description }),
      reply: memberSchema,
      handle: async ({ param, body, principal }) => {
        const record = recorder(principal(), "change", param("id"));
        const member = await transaction(pool, async (sql) => {
          const before = await readMember(sql, param("id"), body.memberId);
          const after = await updateMember(sql, param("id"), body.memberId, body);
          await record(sql, before, after);
          return after;
        });
        return { status: 200, body: memberView(member) };
      },
    }),
    defineRoute({
      method: "delete",
      path,
      summary: "Take a member out of a wallet's team; what they spent stays",
      access: ["store"],
      body: z.strictObject({ memberId }),
      reply: memberSchema,
      handle: async ({ param, body, principal }) => {
        const record = recorder(principal(), "remove", param("id"));
        const member = await transaction(pool, async (sql) => {
          const removed = await removeMember(sql, param("id"), body.memberId);
          await record(sql, removed, null);
          return removed;
        });
        return { status: 200, body: memberView(member) };
      },
    }),
  ];
}
