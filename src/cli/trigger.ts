import { type Command, InvalidArgumentError, Option } from "commander";
import { NETWORKS, type Network } from "../chains/chain.js";
import { EVENT_TYPES, type EventType } from "../db/outbox.js";
import { amountSchema } from "../lib/money.js";
import type { Store } from "../start/store.js";
import { poll } from "./poll.js";
import { requireDevelopmentStore } from "./requireDevelopmentStore.js";
import type * as onCheckout from "./triggerCheckout.js";
import type * as onLedger from "./triggerLedger.js";
import { withStore } from "./withStore.js";

type Options = { wallet?: string; amount: bigint; network: Network; credits: bigint };

/** How an event is really brought about, by a function that is loaded when it is called, and what it takes to say so. */
type Trigger =
  | { takes: "checkout"; does: string; run: keyof typeof onCheckout }
  | { takes: "credits"; does: string; run: keyof typeof onLedger };

const TRIGGERS: Record<EventType, Trigger> = {
  "checkout.created": { takes: "checkout", does: "opens a checkout", run: "openTriggered" },
  "checkout.paid": { takes: "checkout", does: "opens a checkout and pays it on its chain", run: "payTriggered" },
  "checkout.expired": { takes: "checkout", does: "opens a checkout and moves the clock on", run: "expireTriggered" },
  "deposit.detected": { takes: "checkout", does: "opens a checkout and pays it", run: "depositTriggered" },
  "deposit.credited": { takes: "checkout", does: "opens a checkout and pays it", run: "depositTriggered" },
  "deposit.stuck": {
    takes: "checkout",
    does: "pays a checkout and blocks the sender meanwhile",
    run: "stickTriggered",
  },
  "deposit.reorged": { takes: "checkout", does: "pays a checkout; a fork takes it away", run: "reorganizeTriggered" },
  "grant.created": { takes: "credits", does: "gives credits", run: "giveTriggered" },
  "grant.expiring": {
    takes: "credits",
    does: "gives credits and moves the clock near their end",
    run: "announceTriggered",
  },
  "wallet.low_balance": { takes: "credits", does: "sets an alert below --credits and spends", run: "lowTriggered" },
  "hold.expired": { takes: "credits", does: "gives and holds credits and moves the clock on", run: "lapseTriggered" },
  "debit.refunded": { takes: "credits", does: "gives, spends and refunds credits", run: "refundTriggered" },
};

function parseAmountOption(text: string): bigint {
  const parsed = amountSchema.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new InvalidArgumentError(parsed.error.issues[0]?.message ?? "It is no amount.");
}

async function walletFor({ crediting: { pool } }: Store, walletId: string | undefined): Promise<string> {
  const { readWallet } = await import("../ledger/readWallet.js");
  if (walletId !== undefined) return (await readWallet(pool, walletId)).id;
  const { createWallet } = await import("../ledger/createWallet.js");
  const { wallet } = await createWallet(pool, { externalId: "coffer trigger", name: "Made by coffer trigger" });
  return wallet.id;
}

/** @returns the id of the object that the event is of. */
async function bringAbout(store: Store, type: EventType, wish: Options & { walletId: string }): Promise<string> {
  const { takes, run } = TRIGGERS[type];
  if (takes === "credits") return (await import("./triggerLedger.js"))[run](store, wish);
  return (await (await import("./triggerCheckout.js"))[run](store, wish)).id;
}

async function trigger(type: EventType, options: Options): Promise<void> {
  await withStore(async (store) => {
    await requireDevelopmentStore(store);
    const { pool } = store.crediting;
    const walletId = await walletFor(store, options.wallet);
    const started = (await pool.query<{ now: Date }>("SELECT now()")).rows[0]?.now ?? new Date();
    const object = await bringAbout(store, type, { walletId, ...options });
    const { listEvents } = await import("../webhooks/event.js");
    const event = await poll(`${type} of ${object}`, async () => {
      const [newest] = await listEvents(pool, { type, objectId: object }, 1, null);
      return newest !== undefined && newest.createdAt >= started ? newest : null;
    });
    console.log(`${type} of ${object}: event ${event.id}, version ${event.version}, wallet ${walletId}`);
  });
}

/** `coffer trigger`: one command a type, so that each takes what it can use and refuses the rest with a list of it. */
export function addTriggerCommands(program: Command): void {
  const triggers = program
    .command("trigger")
    .description("really bring an event about on a running development store, such as checkout.paid")
    .showHelpAfterError();
  for (const type of EVENT_TYPES) {
    const { takes, does } = TRIGGERS[type];
    const command = triggers
      .command(type)
      .description(does)
      .showHelpAfterError()
      .option("--wallet <id>", "whose (default: a wallet that is made for it)");
    if (takes === "checkout") {
      command
        .addOption(
          new Option("--amount <usdt>", "what the checkout is for")
            .argParser(parseAmountOption)
            .default(25_000_000n, "25"),
        )
        .addOption(new Option("--network <network>", "paid on which chain").choices(NETWORKS).default("ethereum"));
    } else {
      command.addOption(
        new Option("--credits <credits>", "how many").argParser(parseAmountOption).default(10_000_000n, "10"),
      );
    }
    command.action((options: Options) => trigger(type, options));
  }
}
