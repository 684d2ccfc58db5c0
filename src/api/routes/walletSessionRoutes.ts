import { z } from "zod";
import { transaction } from "../../db/transaction.js";
import { readWallet } from "../../ledger/readWallet.js";
import { CofferError } from "../../lib/errors.js";
import type { AppDependencies } from "../appDependencies.js";
import { time } from "../fields.js";
import { operatorRecorder } from "../operatorRecorder.js";
import type { Principal } from "../principal.js";
import { defineRoute, type Route } from "../route.js";
import { endWalletSessions, openSession } from "../sessions.js";

/** A buyer's visit, not a login: the shop opens another one whenever it sends the buyer to the page. */
const LASTS = "60 minutes";

const sessionSchema = z
  .strictObject({
    token: z.string().describe("Opens this wallet's pages, and what they call. Shown here only."),
    expiresAt: time,
    url: z.string().describe("The wallet's page, with the token in the fragment."),
  })
  .meta({ id: "WalletSession" });

export function walletSessionRoutes({ pool, settings }: AppDependencies): Route[] {
  // Who has the token acts as the buyer: that it was made is kept, and nothing that would open the wallet again.
  const recorder = (principal: Principal, name: string, walletId: string) =>
    operatorRecorder<string>(principal, { action: `wallet_session.${name}`, objectId: walletId }, (id) => ({
      walletId: id,
    }));

  return [
    defineRoute({
      method: "post",
      path: "/v1/wallets/{id}/sessions",
      summary: "A token for one buyer's pages, for an hour",
      statuses: [201],
      access: ["store"],
      reply: sessionSchema,
      handle: async ({ param, principal }) => {
        const { id } = await readWallet(pool, param("id"));
        const opener = principal();
        if (opener.kind !== "key") throw new CofferError("forbidden", "A wallet session may not open another one.");
        const record = recorder(opener, "open", id);
        const { token, expiresAt } = await transaction(pool, async (sql) => {
          const opened = await openSession(sql, { keyId: opener.keyId, walletId: id, lasts: LASTS });
          await record(sql, null, id);
          return opened;
        });
        // In the fragment, which browsers keep to themselves: no server log and no referrer ever holds the token.
        const url = `${settings.publicUrl}/wallet#token=${token}`;
        return { status: 201, body: { token, expiresAt: expiresAt.toISOString(), url } };
      },
    }),
    defineRoute({
      method: "get",
      path: "/v1/wallet-session",
      summary: "Whose wallet this session is for",
      refusals: ["not_found"],
      access: ["session"],
      reply: z.strictObject({ walletId: z.string() }).meta({ id: "WalletSessionFacts" }),
      handle: async ({ principal }) => {
        const visitor = principal();
        if (visitor.kind === "session") return { status: 200, body: { walletId: visitor.walletId } };
        throw new CofferError("not_found", "A key has no wallet of its own; name one in the path.");
      },
    }),
    defineRoute({
      method: "delete",
      path: "/v1/wallets/{id}/sessions",
      summary: "End every session of a wallet, as when its buyer logs out: refused everywhere within 5 seconds",
      access: ["store"],
      reply: z.strictObject({ ended: z.int() }),
      handle: async ({ param, principal }) => {
        const { id } = await readWallet(pool, param("id"));
        const record = recorder(principal(), "end", id);
        const ended = await transaction(pool, async (sql) => {
          const count = await endWalletSessions(sql, id);
          if (count > 0) await record(sql, id, null);
          return count;
        });
        return { status: 200, body: { ended } };
      },
    }),
  ];
}
