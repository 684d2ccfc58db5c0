import { startEmbedded } from "../../src/embedded/startEmbedded.js";
import { createLogger } from "../../src/lib/log.js";

// A user of a DATA_DIR as a process of its own, which a test can stop, kill, or start beside another one.
const [dataDir = "", ...wanted] = process.argv.slice(2);
const embedded = await startEmbedded({
  dataDir,
  blockMs: 100,
  host: "127.0.0.1",
  want: {
    postgres: wanted.includes("postgres"),
    ethereum: wanted.includes("ethereum"),
    tron: wanted.includes("tron"),
  },
  log: createLogger("info"),
});
// Keeps running: everything that the parts need on their own is unreferenced.
const waiting = setInterval(() => undefined, 60_000);
process.once("SIGTERM", () => {
  clearInterval(waiting);
  void embedded.close().then(() => process.exit(0));
});
process.stdout.write(`${JSON.stringify({ databaseUrl: embedded.databaseUrl, development: embedded.development })}\n`);
