import type { ChildProcess } from "node:child_process";
import { Command } from "commander";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addListenCommand } from "../../src/cli/listen.js";
import { addTriggerCommands } from "../../src/cli/trigger.js";
import { type Coffer, callCoffer, createDataDirectory, startCoffer } from "../support/coffer.js";
import { runCommand } from "../support/commandLine.js";
import { type Receiver, startReceiver, verify } from "./receiver.js";

let data: Awaited<ReturnType<typeof createDataDirectory>>;
let coffer: Coffer;
let receiver: Receiver;
const running: ChildProcess[] = [];

beforeAll(async () => {
  data = await createDataDirectory();
  receiver = await startReceiver();
  coffer = await startCoffer("src/main.ts", { DATA_DIR: data.path, PORT: "0", LOG_LEVEL: "warn" });
}, 300_000);
afterAll(async () => {
  for (const child of running) child.kill("SIGKILL");
  expect(await coffer.stop()).toBe(0);
  await receiver.close();
  await data.remove();
});

/** Runs the `coffer` command on this test's store, and ends it with the test. */
function run(...words: string[]) {
  const command = runCommand(data.path, ...words);
  running.push(command.child);
  return command;
}

async function listen() {
  const listening = run("listen", "--forward-to", receiver.url);
  const SECRET = /Secret (whsec_\S+)/;
  await expect.poll(listening.output, { timeout: 200_000, interval: 200 }).toMatch(SECRET);
  const [, secret = ""] = SECRET.exec(listening.output()) ?? [];
  const stop = async () => {
    listening.child.kill("SIGINT");
    expect(await listening.ended).toBe(0);
  };
  return { ...listening, secret, stop };
}

describe("coffer listen and coffer trigger", () => {
  it("bring a payment about and show a developer's own server all of it, signed by the same secret at every start", async () => {
    const first = await listen();
    await first.stop();
    const listening = await listen();
    expect(listening.secret).toBe(first.secret);

    const paid = run("trigger", "checkout.paid", "--amount", "25");
    expect(await paid.ended).toBe(0);
    const [, checkoutId, eventId] = /^checkout\.paid of (chk_\w+): event (evt_\w+)/m.exec(paid.output()) ?? [];
    const payloads = () => receiver.received.map((webhook) => verify(listening.secret, webhook));
    const types = () => payloads().map(({ type }) => type);
    const all = ["checkout.created", "deposit.detected", "deposit.credited", "grant.created", "checkout.paid"];
    await expect.poll(types, { timeout: 20_000 }).toEqual(expect.arrayContaining(all));
    const last = payloads().find(({ type }) => type === "checkout.paid");
    expect(last?.data).toMatchObject({ id: checkoutId, status: "paid", amountDue: "25" });
    await expect
      .poll(listening.output, { timeout: 20_000 })
      .toMatch(new RegExp(`checkout\\.paid +${eventId} +200 +\\d+ ms`));

    // What the ledger says is what was told.
    const walletId = String(last?.data.walletId);
    const wallet = await callCoffer(coffer, data.path, "store", `/v1/wallets/${walletId}`);
    expect(wallet.body.available).toBe(last?.data.creditsGranted);

    // A resend reaches it, and an answer that is no success is shown with what comes of it.
    receiver.received.length = 0;
    receiver.answerWith((response) => response.writeHead(500).end());
    await callCoffer(coffer, data.path, "store", `/v1/events/${eventId}/redeliver`, {});
    await expect.poll(() => receiver.received.map(({ id }) => id), { timeout: 20_000 }).toEqual([eventId]);
    await expect
      .poll(listening.output, { timeout: 20_000 })
      .toMatch(new RegExp(`${eventId} +500 +\\d+ ms; next try in \\d s`));
    await listening.stop();
    // Its endpoint went with it.
    const endpoints = await callCoffer(coffer, data.path, "operator", "/v1/webhook-endpoints");
    expect(endpoints.body.data).toEqual([]);
  }, 600_000);

  it("refuse what they do not know, and say what they do", async () => {
    const refusal = async (...words: string[]) => {
      let output = "";
      const write = (text: string) => {
        output += text;
      };
      const program = new Command("coffer")
        .exitOverride()
        .showHelpAfterError()
        .configureOutput({ writeErr: write, writeOut: write });
      addListenCommand(program);
      addTriggerCommands(program);
      await expect(program.parseAsync(words, { from: "user" })).rejects.toThrow();
      return output;
    };
    expect(await refusal("trigger", "grant.created", "--amount", "5")).toMatch(
      /unknown option '--amount'[\s\S]+--wallet <id>[\s\S]+--credits <credits>/,
    );
    expect(await refusal("trigger", "checkout.paid", "--amount", "1e2")).toMatch(
      /must be a decimal string in shortest form/,
    );
    expect(await refusal("trigger", "checkout.paid", "--network", "solana")).toMatch(
      /Allowed choices are tron, ethereum/,
    );
    expect(await refusal("trigger", "checkout.lost")).toMatch(
      /unknown command 'checkout\.lost'[\s\S]+checkout\.created[\s\S]+debit\.refunded/,
    );
    expect(await refusal("listen", "--forward-to", "localhost")).toMatch(/must be a URL such as http:/);
    expect(await refusal("listen", "--forward-to", "http://localhost:1", "--events", "a")).toMatch(
      /There is no a; there are/,
    );
    expect(await refusal("listen")).toMatch(/required option '--forward-to <url>'/);
  });
});
