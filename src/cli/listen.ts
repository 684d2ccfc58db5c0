import { randomBytes } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Command, InvalidArgumentError, Option } from "commander";
import { EVENT_TYPES, type EventType } from "../db/outbox.js";
import { createDelivering } from "../start/createDelivering.js";
import type { Store } from "../start/store.js";
import { listDueDeliveries } from "../webhooks/claimDelivery.js";
import { type Delivered, deliver } from "../webhooks/deliver.js";
import { closeListener, openListener, renewListener } from "../webhooks/listener.js";
import { requireDevelopmentStore } from "./requireDevelopmentStore.js";
import { withStore } from "./withStore.js";

const LOOK_EVERY_MS = 200;
const RENEW_EVERY_MS = 5_000;
/** From DATA_DIR. */
const SECRET_FILE = "webhook-secret";

type ListenOptions = { forwardTo: URL; events: EventType[] };

function parseUrl(text: string): URL {
  const url = URL.parse?.(text) ?? (URL.canParse(text) ? new URL(text) : null);
  if (url !== null && /^https?:$/.test(url.protocol)) return url;
  throw new InvalidArgumentError("It must be a URL such as http://localhost:4000/webhooks.");
}

function parseEvents(text: string): EventType[] {
  return text.split(",").map((name) => {
    const type = EVENT_TYPES.find((each) => each === name.trim());
    if (type === undefined) throw new InvalidArgumentError(`There is no ${name}; there are ${EVENT_TYPES.join(", ")}.`);
    return type;
  });
}

/** The secret that this folder's command lines sign by: made once, so that receivers keep what they were set up with. */
async function readSecret(dataDir: string): Promise<string> {
  const file = join(dataDir, SECRET_FILE);
  try {
    await writeFile(file, `whsec_${randomBytes(32).toString("base64")}\n`, { mode: 0o600, flag: "wx" });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
  return (await readFile(file, "utf8")).trim();
}

function print({ delivery, made, after }: Delivered): void {
  const answer = made.status === null ? "failed" : String(made.status);
  const next =
    after.kind === "again"
      ? `; next try in ${Math.round(after.waitMs / 1000)} s`
      : after.kind === "failed"
        ? `; ${after.failure}`
        : "";
  const why = made.error === null ? "" : `  ${made.error}`;
  const columns = [made.at.slice(11, 19), delivery.eventType.padEnd(18), delivery.eventId, answer.padEnd(6)];
  console.log(`${columns.join("  ")}  ${made.latencyMs} ms${why}${next}`);
}

/** Delivers what comes for the endpoint until `signal` is aborted. */
async function forward(store: Store, endpointId: string, secret: string, host: string, signal: AbortSignal) {
  const { pool } = store.database;
  const delivering = { ...createDelivering(store, { allowHosts: new Set([host]), signal }), secretsOf: () => [secret] };
  let renewedAt = Date.now();
  while (!signal.aborted) {
    const due = await listDueDeliveries(pool, { endpointId });
    const tried = await Promise.all(due.map((id) => deliver(delivering, id)));
    for (const each of tried) if (each !== null) print(each);
    if (Date.now() - renewedAt > RENEW_EVERY_MS) {
      await renewListener(pool, endpointId);
      renewedAt = Date.now();
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

async function listen({ forwardTo, events }: ListenOptions): Promise<void> {
  const stopping = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stopping.abort());
  await withStore(async (store) => {
    await requireDevelopmentStore(store);
    const { pool } = store.database;
    const secret = await readSecret(store.env.dataDir);
    const endpointId = await openListener(pool, forwardTo.href, events);
    console.log(`Forwarding events to ${forwardTo.href}\nSecret ${secret} (the same at every start)\n`);
    try {
      await forward(store, endpointId, secret, forwardTo.hostname, stopping.signal);
    } finally {
      await closeListener(pool, endpointId);
    }
  });
}

/** `coffer listen`. */
export function addListenCommand(program: Command): void {
  program
    .command("listen")
    .description("forward the events of a running development store to your own machine, and show what it answers")
    .requiredOption("--forward-to <url>", "where to, such as http://localhost:4000/webhooks", parseUrl)
    .addOption(
      new Option("--events <types>", "only these, separated by commas")
        .argParser(parseEvents)
        .default([...EVENT_TYPES], "all"),
    )
    .addHelpText(
      "after",
      `\nEvents: ${EVENT_TYPES.join(", ")}\nHave one brought about by \`coffer trigger\`, or sent again by POST /v1/events/{id}/redeliver.`,
    )
    .action(listen);
}
