import { parseArgs } from "node:util";
import { createLogger } from "../../lib/log.js";
import { createTronNode } from "./node.js";

/** How often a node that was told its parent looks whether that is still there. */
const PARENT_CHECK_MS = 1000;

const { values } = parseArgs({
  options: {
    directory: { type: "string" },
    host: { type: "string", default: "127.0.0.1" },
    port: { type: "string", default: "0" },
    "solidity-port": { type: "string" },
    "block-ms": { type: "string", default: "500" },
    "solid-lag": { type: "string", default: "18" },
    "parent-pid": { type: "string" },
    "log-level": { type: "string", default: "info" },
  },
});

const log = createLogger(values["log-level"]);

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

const node = await createTronNode({
  directory: values.directory ?? null,
  host: values.host,
  port: Number(values.port),
  ...(values["solidity-port"] === undefined ? {} : { solidityPort: Number(values["solidity-port"]) }),
  blockMs: Number(values["block-ms"]),
  solidLag: Number(values["solid-lag"]),
  log,
});

let stopping = false;

async function stop(reason: string): Promise<void> {
  if (stopping) return;
  stopping = true;
  log.info({ reason }, "the TRON development node stops");
  await node.close();
  process.exit(0);
}

for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => void stop(signal));

if (values["parent-pid"] !== undefined) {
  const parent = Number(values["parent-pid"]);
  setInterval(() => {
    if (!isAlive(parent)) void stop("the parent process is gone");
  }, PARENT_CHECK_MS).unref();
}

const ready = { event: "ready", rpcUrl: node.rpcUrl, solidityUrl: node.solidityUrl, usdt: node.usdt };
process.stdout.write(`${JSON.stringify({ ...ready, faucetPrivateKey: node.faucetPrivateKey })}\n`);
