import { setTimeout as delay } from "node:timers/promises";
import getPort from "get-port";
import { pino } from "pino";
import { expect, onTestFinished, test, vi } from "vitest";
import { openDatabase } from "../../src/db/client.js";
import { readEnv } from "../../src/lib/env.js";
import { announceReady } from "../../src/start/announceReady.js";
import { startApi } from "../api/startApi.js";
import { createDataDirectory, launchCoffer, startCoffer } from "../support/coffer.js";

test("the ready line waits for longer than a minute, and a log says so every minute", async () => {
  const api = await startApi();
  const database = openDatabase(api.database.url, 1);
  const lines: { msg: string }[] = [];
  const log = pino({ level: "info" }, { write: (line: string) => lines.push(JSON.parse(line)) });
  const printed = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  const readyLines = () => printed.mock.calls.filter(([text]) => String(text).includes('"event":"ready"'));
  const stopping = new AbortController();
  vi.useFakeTimers({ toFake: ["Date", "setInterval", "clearInterval"] });
  onTestFinished(async () => {
    vi.useRealTimers();
    printed.mockRestore();
    stopping.abort();
    await database.close();
    await api.close();
  });

  await api.database.pool.query("UPDATE networks SET checked_at = NULL");
  const announced = announceReady({ env: readEnv({}), log, database, development: null }, api.url, stopping.signal);
  for (const minutes of [1, 2]) {
    await delay(300);
    vi.advanceTimersByTime(60_000);
    await delay(300);
    expect(readyLines()).toEqual([]);
    expect(lines.map(({ msg }) => msg)).toEqual(Array(minutes).fill(expect.stringContaining("not ready")));
  }
  await api.database.pool.query("UPDATE networks SET checked_at = now()");
  await announced;
  expect(readyLines()).toEqual([[`${JSON.stringify({ event: "ready", url: api.url })}\n`]]);
});

test("an API without workers stops at SIGTERM while it is not ready, and is ready once workers have scanned", async () => {
  const data = await createDataDirectory();
  const port = String(await getPort({ host: "127.0.0.1" }));
  const environment = { DATA_DIR: data.path, METRICS_PORT: "0", LOG_LEVEL: "warn" };
  const readiness = async () => {
    const reply = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined);
    return reply === undefined ? "" : `${reply.status} ${await reply.text()}`;
  };
  const launched: ReturnType<typeof launchCoffer>[] = [];
  onTestFinished(async () => {
    for (const each of launched) await each.stop();
    await data.remove();
  });
  const launchApi = async () => {
    const api = launchCoffer("src/server.ts", { ...environment, PORT: port });
    launched.push(api);
    await expect.poll(readiness, { timeout: 120_000, interval: 200 }).toMatch(/^503 .*It was not scanned yet/);
    return api;
  };

  const stopped = await launchApi();
  const never = expect(stopped.ready).rejects.toThrow("ended with 0 before it was ready");
  expect(await stopped.stop()).toBe(0);
  await never;

  const api = await launchApi();
  const workers = await startCoffer("workers/main.ts", environment);
  expect(await api.ready).toMatchObject({ url: `http://127.0.0.1:${port}` });
  expect(await readiness()).toMatch(/^200 /);
  expect(await workers.stop()).toBe(0);
  expect(await api.stop()).toBe(0);
}, 240_000);
