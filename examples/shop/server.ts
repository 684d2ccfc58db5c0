// The backend of a storefront that sells credits: see README.md beside it.
import { randomUUID } from "node:crypto";
import { type Checkout, createCofferClient, isCofferError } from "coffer/client";
import express from "express";
import { Webhook, WebhookVerificationError } from "standardwebhooks";
import { z } from "zod";

const settings = z
  .object({
    COFFER_URL: z.url(),
    COFFER_KEY: z.string(),
    /** Of the webhook endpoint that points here: `whsec_…`. */
    WEBHOOK_SECRET: z.string(),
    PORT: z.coerce.number().int().default(5000),
  })
  .parse(process.env);

const newOrder = z.object({
  customer: z.string().min(1).max(200),
  packId: z.string().max(60),
  network: z.enum(["tron", "ethereum"]).optional(),
});

type Order = { id: string; customer: string; status: string; credits: string; version: number };

/** A real shop keeps these in its database. */
const orders = new Map<string, Order>();

const coffer = createCofferClient({ baseUrl: settings.COFFER_URL, key: settings.COFFER_KEY });
const webhook = new Webhook(settings.WEBHOOK_SECRET);
const app = express();

app.post("/orders", express.json(), async (request, response) => {
  const { customer, packId, network } = newOrder.parse(request.body);
  const id = randomUUID();
  // The same customer gets the same wallet, however often this is called.
  const wallet = await coffer.post("/v1/wallets", { body: { externalId: customer } });
  const checkout = await coffer.post("/v1/checkouts", {
    params: { header: { "Idempotency-Key": `order-${id}` } },
    body: { walletId: wallet.id, packId, metadata: { orderId: id }, ...(network === undefined ? {} : { network }) },
  });
  orders.set(id, { id, customer, status: checkout.status, credits: "0", version: 0 });
  response.status(201).json({ id, payAt: checkout.url, amountUsdt: checkout.amountDue, address: checkout.address });
});

app.get("/orders/:id", (request, response) => {
  const order = orders.get(request.params.id);
  if (order === undefined) return void response.status(404).json({ message: "There is no such order." });
  const { version: _, ...shown } = order;
  response.json(shown);
});

/**
 * A checkout's events may come twice, late or in another order: each shows the whole checkout and the number of the
 * event, so that only what is newer changes the order.
 */
function follow({ metadata, status, creditsGranted, version }: Checkout & { version: number }): void {
  const order = orders.get(metadata?.orderId ?? "");
  if (order === undefined || version <= order.version) return;
  orders.set(order.id, { ...order, status, credits: creditsGranted, version });
}

// The signature is of the body's very bytes, so they must not be parsed before.
app.post("/webhooks", express.raw({ type: "application/json" }), (request, response) => {
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  const event = webhook.verify(request.body, headers) as { type: string; data: Checkout & { version: number } };
  if (event.type.startsWith("checkout.")) follow(event.data);
  response.sendStatus(204);
});

const answerError: express.ErrorRequestHandler = (error, _request, response, _next) => {
  if (error instanceof WebhookVerificationError)
    return void response.status(401).json({ message: "Not from the store." });
  if (error instanceof z.ZodError) return void response.status(400).json({ message: z.prettifyError(error) });
  if (isCofferError(error, "invalid_request", "network_disabled")) {
    return void response.status(400).json({ message: error.problem.detail });
  }
  response.status(503).json({ message: "Orders cannot be taken at the moment." });
};
app.use(answerError);

const server = app.listen(settings.PORT, "127.0.0.1", () => {
  process.stdout.write(`The shop listens on http://127.0.0.1:${settings.PORT}\n`);
});
process.once("SIGTERM", () => server.close());
