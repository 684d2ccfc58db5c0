import { type Command, Option } from "commander";
import type { ApiKey } from "../api/keys.js";
import { CofferError, type ErrorCode } from "../lib/errors.js";
import { parseDuration } from "./parseDuration.js";
import { parseLimit } from "./parseLimit.js";
import { firstOf, printTable } from "./print.js";
import { commandLineClient, withStore } from "./withStore.js";

type CreateOptions = { role: "store" | "service" | "operator"; client?: string; expires?: string };

/** What to do about a refusal, as a command. */
const NEXT: Partial<Record<ErrorCode, string>> = {
  not_found: "`coffer keys list` shows those there are.",
  key_not_active: "`coffer keys create --help` says how.",
};

async function orSayWhatNext<Result>(work: Promise<Result>): Promise<Result> {
  return work.catch((error: unknown) => {
    const next = error instanceof CofferError ? NEXT[error.code] : undefined;
    throw error instanceof CofferError && next !== undefined ? new Error(`${error.message} ${next}`) : error;
  });
}

/** The key alone on stdout, for a program to take; what it is beside it. */
function printKey(key: string, about: string): void {
  console.log(key);
  console.error(`\n${about} It is shown this once; only its hash is stored.`);
}

function stateOf({ revokedAt, expiresAt }: ApiKey): string {
  if (revokedAt !== null) return `revoked ${revokedAt.toISOString()}`;
  if (expiresAt === null) return "works";
  return `${expiresAt <= new Date() ? "expired" : "works until"} ${expiresAt.toISOString()}`;
}

async function create({ role, client, expires }: CreateOptions): Promise<void> {
  const expiresAt = expires === undefined ? undefined : new Date(expires);
  if (expiresAt !== undefined && Number.isNaN(expiresAt.getTime())) {
    throw new Error(`--expires ${expires} is not a time; write it like 2027-01-31T00:00:00Z`);
  }
  await withStore(async ({ database }) => {
    const { issueKey } = await import("../api/keys.js");
    const { key } = await issueKey(database.pool, { role, client: client ?? role, expiresAt }, commandLineClient());
    printKey(key, `A ${role} key of client "${client ?? role}".`);
  });
}

async function list({ limit }: { limit: number }): Promise<void> {
  await withStore(async ({ database }) => {
    const { listKeys } = await import("../api/keys.js");
    const keys = firstOf(await listKeys(database.pool, limit + 1, undefined), limit);
    if (keys.length === 0) return console.log("There are no keys yet; `coffer keys create` makes one.");
    printTable(
      ["key", "role", "client", "state"],
      keys.map((key) => [key.id, key.role, key.client, stateOf(key)]),
    );
  });
}

function parseOverlap(text: string, mostSeconds: number): number {
  const seconds = text === "0" ? 0 : parseDuration(text);
  if (seconds > mostSeconds) throw new Error(`--overlap ${text} is too long; 90d is the most`);
  return seconds;
}

async function rotate(id: string, { overlap }: { overlap: string }): Promise<void> {
  const { OVERLAP_MAX_SECONDS, rotateKey } = await import("../api/changeKeys.js");
  const request = { overlapSeconds: parseOverlap(overlap, OVERLAP_MAX_SECONDS), by: commandLineClient() };
  await withStore(async ({ database }) => {
    const { key, role, client } = await orSayWhatNext(rotateKey(database.pool, id, request));
    const until = overlap === "0" ? "works no more" : `works for another ${overlap} at most`;
    printKey(key, `A ${role} key of client "${client}" in place of ${id}, which ${until}.`);
  });
}

async function revoke(id: string): Promise<void> {
  await withStore(async ({ database }) => {
    const { revokeKey } = await import("../api/changeKeys.js");
    const { role, client } = await orSayWhatNext(revokeKey(database.pool, id, commandLineClient()));
    console.log(
      `${id}, a ${role} key of client "${client}", is revoked, and with it the sessions that it opened: refused within 5 seconds.`,
    );
  });
}

/** `coffer keys create`, `list`, `rotate` and `revoke`. */
export function addKeyCommands(program: Command): void {
  const keys = program.command("keys").description("API keys");
  keys
    .command("create")
    .description("make an API key and print it")
    .addOption(
      new Option("--role <role>", "what it may do").choices(["store", "service", "operator"]).makeOptionMandatory(),
    )
    .option("--client <name>", "the client that it belongs to (default: the role's name)")
    .option("--expires <time>", "when it stops working, like 2027-01-31T00:00:00Z")
    .action(create);
  keys
    .command("list")
    .description("list keys, newest first, without what they are")
    .option("--limit <count>", "how many at most", parseLimit, 50)
    .action(list);
  keys
    .command("rotate <keyId>")
    .description(
      "make a key like this one for its client and print it; this one works on for the overlap, then expires",
    )
    .option("--overlap <duration>", "how long both work, like 30m, 12h or 7d; 0 after a leak", "1d")
    .action(rotate);
  keys
    .command("revoke <keyId>")
    .description("end a key and the sessions that it opened: refused everywhere within 5 seconds")
    .action(revoke);
}
