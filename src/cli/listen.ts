import { randomBytes } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Command, InvalidArgumentError, Option } from "commander";
import { EVENT_TYPES, type EventType } from "../db/outbox.js";
import { requireDevelopmentStore } from "./requireDevelopmentStore.js";
import { withStore } from "./withStore.js";

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

async function listen({ forwardTo, events }: ListenOptions): Promise<void> {
  const stopping = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stopping.abort());
  await withStore(async (store) => {
    await requireDevelopmentStore(store);
    const { forwardEvents } = await import("./forwardEvents.js");
    const secret = await readSecret(store.env.dataDir);
    await forwardEvents(store, { forwardTo, events, secret, signal: stopping.signal });
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
