import type { Check } from "./finding.js";
import { found } from "./finding.js";

/** Invariant 16: no key and no xpub is in what is logged, told to webhooks, or answered to what was refused. */
export const checkSecrets: Check = async (sql, { secrets, processes, log }) => {
  const { rows: events } = await sql.query<{ id: string; text: string }>("SELECT id, o::text AS text FROM outbox o");
  const places = [
    ...processes.map((process) => ({ place: `the log of ${process.name}`, text: process.log })),
    ...events.map(({ id, text }) => ({ place: `event ${id}`, text })),
    ...log.filter(({ outcome }) => outcome !== "accepted").map(({ path, text }) => ({ place: path, text })),
  ];
  const leaks = places.filter(({ text }) => secrets.some((secret) => text.includes(secret)));
  return found(
    16,
    "a secret is where others read it",
    leaks.map(({ place }) => place),
  );
};
