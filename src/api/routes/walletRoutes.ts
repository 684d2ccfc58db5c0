import { z } from "zod";
import { transaction } from "../../db/transaction.js";
import { createWallet } from "../../ledger/createWallet.js";
import { findWallet } from "../../ledger/findWallet.js";
import { lockWallet } from "../../ledger/lockWallet.js";
import { pageOf } from "../../ledger/page.js";
import { readWallet, type Wallet } from "../../ledger/readWallet.js";
import { updateWallet } from "../../ledger/updateWallet.js";
import { fuelGauge } from "../../spend/fuelGauge.js";
import type { AppDependencies } from "../appDependencies.js";
import { listOf, metadata, page, region, text } from "../fields.js";
import { operatorRecorder } from "../operatorRecorder.js";
import { type Principal, requireWallet } from "../principal.js";
import { defineRoute, type Route } from "../route.js";
import { type WalletView, walletSchema, walletView } from "../views/walletView.js";

/** What a shop says of a wallet, which the audit keeps: the rest are balances. */
const describe = ({ name, region, metadata }: Wallet) => ({ name, region, metadata });

const description = { name: text(200).optional(), region: region.optional(), metadata: metadata.optional() };
const changes = { ...description, name: text(200).nullable().optional(), region: region.nullable().optional() };

export function walletRoutes({ pool, catalogs }: AppDependencies): Route[] {
  const view = async (wallet: Wallet, viewer: Principal): Promise<WalletView> =>
    walletView(wallet, fuelGauge(await catalogs.current(), wallet), viewer);

  return [
    defineRoute({
      method: "post",
      path: "/v1/wallets",
      summary: "Open a wallet; the same externalId again gives the same wallet, with 200",
      statuses: [201, 200],
      access: ["store"],
      body: z.strictObject({ externalId: text(200).optional(), ...description }),
      reply: walletSchema,
      handle: async ({ body, principal }) => {
        const { wallet, created } = await createWallet(pool, body);
        return { status: created ? 201 : 200, body: await view(wallet, principal()) };
      },
    }),
    defineRoute({
      method: "get",
      path: "/v1/wallets",
      summary: "The wallet with an externalId, as a list of one or none",
      access: ["store"],
      query: z.strictObject({ ...page, externalId: text(200) }),
      reply: listOf(walletSchema),
      handle: async ({ query, principal }) => {
        const wallet = await findWallet(pool, query.externalId);
        const found = wallet === null ? [] : [await view(wallet, principal())];
        return { status: 200, body: pageOf(found, query, ({ id }) => id) };
      },
    }),
    defineRoute({
      method: "get",
      path: "/v1/wallets/{id}",
      summary: "A wallet's balance",
      access: ["store", "service", "session"],
      reply: walletSchema,
      handle: async ({ param, principal }) => {
        requireWallet(principal(), param("id"));
        return { status: 200, body: await view(await readWallet(pool, param("id")), principal()) };
      },
    }),
    defineRoute({
      method: "patch",
      path: "/v1/wallets/{id}",
      summary: "Change what describes a wallet; null takes its name or region back",
      access: ["store"],
      body: z.strictObject(changes),
      reply: walletSchema,
      handle: async ({ param, body, principal }) => {
        const id = param("id");
        const act = { action: "wallet.change", objectId: id };
        const record = operatorRecorder(principal(), act, describe);
        const changed = await transaction(pool, async (sql) => {
          await lockWallet(sql, id);
          const before = await readWallet(sql, id);
          const after = await updateWallet(sql, id, body);
          await record(sql, before, after);
          return after;
        });
        return { status: 200, body: await view(changed, principal()) };
      },
    }),
  ];
}
