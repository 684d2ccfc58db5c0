import { once } from "node:events";
import type { AddressInfo } from "node:net";
import express from "express";
import { afterEach, expect, it } from "vitest";
import { createAppServer } from "../../src/api/createAppServer.js";

/** Requests are compared before and after Express took them: by then it has given them its own prototypes. */

let close: () => void = () => {};
afterEach(() => close());

/** A server whose route answers its query and body; `seen` are the prototypes of each request and response as Node made them. */
async function serve() {
  const app = express();
  const seen: { made: object[]; handled: object[] } = { made: [], handled: [] };
  const prototypes = (...objects: object[]) => objects.map((object) => Object.getPrototypeOf(object));
  app.post("/echo", express.json(), (request, response) => {
    seen.handled.push(...prototypes(request, response));
    response.status(201).json({ query: request.query, body: request.body, secure: request.secure });
  });
  const server = createAppServer(app, { keepAliveTimeout: 1_000 });
  server.prependListener("request", (request, response) => {
    seen.made.push(...prototypes(request, response));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  close = () => server.close();
  return { server, seen, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const post = (url: string) =>
  fetch(`${url}/echo?a=1`, { method: "POST", headers: { "Content-Type": "application/json" }, body: '{"b":2}' });

it("makes requests and responses with the prototypes that Express gives them", async () => {
  const { url, seen } = await serve();
  await post(url);
  expect(seen.made).toHaveLength(2);
  expect(seen.handled).toHaveLength(2);
  expect(seen.handled[0]).toBe(seen.made[0]);
  expect(seen.handled[1]).toBe(seen.made[1]);
});

it("keeps what Express adds to them, and the server's options", async () => {
  const { server, url } = await serve();
  const response = await post(url);
  expect(response.status).toBe(201);
  expect(await response.json()).toEqual({ query: { a: "1" }, body: { b: 2 }, secure: false });
  expect(server.keepAliveTimeout).toBe(1_000);
});
