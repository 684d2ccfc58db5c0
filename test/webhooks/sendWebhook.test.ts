import { createServer } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { type SendRules, sendWebhook } from "../../src/webhooks/sendWebhook.js";

const SECRET = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
const closes: (() => void)[] = [];

afterEach(() => {
  for (const close of closes.splice(0)) close();
});

/** Posts a webhook to a receiver that answers with these bytes, and closes the connection where `ends` says so. */
async function sendTo(answer: string, ends: boolean, rules: Partial<SendRules> = {}) {
  let open = 0;
  const server = createServer((socket) => {
    open += 1;
    socket.on("error", () => {});
    socket.on("close", () => {
      open -= 1;
    });
    socket.once("data", () => {
      if (answer !== "") socket.write(answer);
      if (ends) socket.end();
    });
    closes.push(() => socket.destroy());
  });
  closes.push(() => server.close());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const message = { url: `http://127.0.0.1:${port}/`, id: "evt_1", body: "{}", secrets: [SECRET] };
  const sent = sendWebhook(message, { allowHosts: new Set(["127.0.0.1"]), timeoutMs: 2_000, ...rules });
  return { sent, open: () => open };
}

describe("a receiver that does not answer as HTTP means it", () => {
  it("has answered 101 where it switches protocols, and its connection is closed", async () => {
    for (const upgrade of ["connection: upgrade\r\nupgrade: websocket\r\n", "upgrade: h2c\r\n", ""]) {
      const { sent, open } = await sendTo(`HTTP/1.1 101 Switching Protocols\r\n${upgrade}\r\n`, false);
      expect(await sent).toMatchObject({ status: 101, error: null, retryAfterSeconds: null });
      await expect.poll(open).toBe(0);
    }
  });

  it("has not answered where it closes the connection before, or in the middle of the headers", async () => {
    for (const answer of ["", "HTTP/1.1 200 OK\r\ncontent-le", "HTTP/1.1 103 Early Hints\r\n\r\n"]) {
      const { sent } = await sendTo(answer, true);
      expect(await sent).toMatchObject({ status: null, error: "socket hang up" });
    }
  });

  it("has answered where it closes the connection in the middle of the body", async () => {
    const { sent } = await sendTo("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf", true);
    expect(await sent).toMatchObject({ status: 200, error: null });
  });

  it("is given up after the time-out, and at once when the process stops", async () => {
    const slow = await sendTo("", false, { timeoutMs: 100 });
    expect(await slow.sent).toMatchObject({ status: null, error: "no answer within 0.1 s" });
    const stopping = new AbortController();
    const stopped = await sendTo("", false, { signal: stopping.signal });
    stopping.abort(new Error("stopping"));
    await expect(stopped.sent).rejects.toThrow("stopping");
  });
});
