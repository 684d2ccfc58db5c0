import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApp } from "../../src/api/app.js";
import type { ChangeFeed } from "../../src/api/changeFeed.js";
import { serveApp } from "../../src/api/serveApp.js";
import { announce } from "../../src/db/notify.js";
import { newId } from "../../src/lib/ids.js";
import { type Api, startApi } from "./startApi.js";

let api: Api;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

/** The events of one stream, as they come. */
async function* listen(id: string) {
  const response = await fetch(`${api.url}/v1/checkouts/${id}/events`);
  expect(response.headers.get("Content-Type")).toBe("text/event-stream; charset=utf-8");
  let text = "";
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk;
    for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
      const line = text.slice(0, end);
      text = text.slice(end + 2);
      if (line.startsWith("data: ")) yield JSON.parse(line.slice(6));
    }
  }
}

let count = 0;

async function open() {
  count += 1;
  const walletId = await api.openWallet();
  const body = { walletId, packId: "small", network: "ethereum" };
  return (await api.call("POST /v1/checkouts", { as: "store", key: `open-${count}`, body })).body;
}

const cancel = (id: string) => api.call(`POST /v1/checkouts/${id}/cancel`, { as: "store" });

describe("a checkout's events", () => {
  it("begin with the checkout as it is, and bring the whole of it at each change", async () => {
    const checkout = await open();
    const events = listen(checkout.id);
    expect({ ...(await events.next()).value, metadata: {} }).toEqual(checkout);
    await cancel(checkout.id);
    expect((await events.next()).value).toMatchObject({ id: checkout.id, status: "cancelled", terms: checkout.terms });
    await events.return();
  });

  it("bring the confirmations of what was paid when the network grows, and nothing when nothing changed", async () => {
    const { pool } = api.database;
    const checkout = await open();
    await pool.query(
      `INSERT INTO deposits (id, network, tx_hash, log_position, block_number, block_hash, block_at, token, from_address, to_address,
         amount, status, wallet_id, checkout_id, detected_at)
       VALUES ($1, 'ethereum', $1, 0, 1000, 'h', now(), 't', 'f', $2, 5000000, 'confirming', $3, $4, now())`,
      [newId("dep"), checkout.address, checkout.walletId, checkout.id],
    );
    const events = listen(checkout.id);
    expect((await events.next()).value.deposits).toMatchObject([{ confirmations: 1 }]);
    await announce(pool, [{ checkout: checkout.id }, { network: "ethereum" }]);
    await pool.query("UPDATE networks SET cursor_number = 1004 WHERE network = 'ethereum'");
    await announce(pool, [{ network: "ethereum" }]);
    expect((await events.next()).value.deposits).toMatchObject([{ confirmations: 5 }]);
    await events.return();
  });

  it("go on after the connection that listens was cut", async () => {
    const { pool } = api.database;
    const checkout = await open();
    const events = listen(checkout.id);
    await events.next();
    const { rowCount } = await pool.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND application_name = 'coffer changes'`,
    );
    expect(rowCount).toBe(1);
    await cancel(checkout.id);
    expect((await events.next()).value.status).toBe("cancelled");
    await events.return();
  });

  it("are not to be had of a checkout that does not exist", async () => {
    for (const id of ["chk_x", newId("chk"), newId("dep")]) {
      expect((await api.call(`GET /v1/checkouts/${id}/events`)).status).toBe(404);
    }
  });

  it.each(["api_keys", "checkouts"])("hold nothing for a client that left while %s was read", async (table) => {
    const { pool, changes } = api.dependencies;
    const checkout = await open();
    let listeners = 0;
    const counted: ChangeFeed = {
      ...changes,
      subscribe: (listener) => {
        const unsubscribe = changes.subscribe(listener);
        listeners += 1;
        return () => {
          listeners -= 1;
          unsubscribe();
        };
      },
    };
    const answered: number[] = [];
    const observeRequest = ({ status }: { status: number }) => void answered.push(status);
    const app = createApp({ ...api.dependencies, changes: counted, observeRequest });
    const served = await serveApp(app, { host: "127.0.0.1", port: 0, changes: { ...counted, close: async () => {} } });
    const url = `${served.url}/v1/checkouts/${checkout.id}/events`;

    const blocker = await pool.connect();
    const countWaiting = async () => {
      const waiting = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
      return (await pool.query(waiting)).rowCount;
    };
    await blocker.query(`BEGIN; LOCK TABLE ${table}`);
    const leaving = new AbortController();
    const left = fetch(url, { signal: leaving.signal, headers: { Authorization: `Bearer ${api.keys.store}` } });
    await expect.poll(countWaiting).toBeGreaterThan(0);
    leaving.abort();
    await expect(left).rejects.toThrow();
    await expect.poll(() => answered).toEqual([499]);
    await blocker.query("ROLLBACK");
    blocker.release();

    // Whoever comes next is served, and by the time that they are gone nobody listens any more.
    const staying = new AbortController();
    const response = await fetch(url, { signal: staying.signal });
    await response.body?.getReader().read();
    expect(listeners).toBeGreaterThan(0);
    staying.abort();
    await expect.poll(() => listeners).toBe(0);
    await served.close();
  });

  it("end when the server stops, which waits for no stream", async () => {
    const stopping = await startApi();
    const walletId = await stopping.openWallet();
    const opened = await stopping.call("POST /v1/checkouts", {
      as: "store",
      key: "k",
      body: { walletId, packId: "small" },
    });
    const response = await fetch(`${stopping.url}/v1/checkouts/${opened.body.id}/events`);
    const text = response.text();
    await stopping.close();
    expect(await text).toContain(`data: {"id":"${opened.body.id}"`);
  });
});
