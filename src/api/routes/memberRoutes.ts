import { z } from "zod";
import { addMember, listMembers, type Member, removeMember, updateMember } from "../../ledger/members.js";
import { readWallet } from "../../ledger/readWallet.js";
import { amountSchema, formatAmount } from "../../lib/money.js";
import type { AppDependencies } from "../appDependencies.js";
import { decimal, listOf, memberId, page, text, time } from "../fields.js";
import { requireWallet } from "../principal.js";
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
  return [
    defineRoute({
      method: "post",
      path,
      summary: "Add a member to a wallet's team; one who is in it stays as they were, with 200",
      statuses: [201, 200],
      access: ["store"],
      body: z.strictObject({ memberId, ...description }),
      reply: memberSchema,
      handle: async ({ param, body }) => {
        const { member, created } = await addMember(pool, param("id"), body.memberId, body);
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
      handle: async ({ param, body }) => ({
        status: 200,
        body: memberView(await updateMember(pool, param("id"), body.memberId, body)),
      }),
    }),
    defineRoute({
      method: "delete",
      path,
      summary: "Take a member out of a wallet's team; what they spent stays",
      access: ["store"],
      body: z.strictObject({ memberId }),
      reply: memberSchema,
      handle: async ({ param, body }) => ({
        status: 200,
        body: memberView(await removeMember(pool, param("id"), body.memberId)),
      }),
    }),
  ];
}
