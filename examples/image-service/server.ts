// An image API that sells its work for credits: see README.md beside it.
import { createHash } from "node:crypto";
import { type CofferClient, createCofferClient, isCofferError, type RequestCharge } from "coffer/client";
import express from "express";
import { z } from "zod";
import { drawImage } from "./drawImage.js";

const settings = z
  .object({
    COFFER_URL: z.url(),
    COFFER_KEY: z.string(),
    /** Whose token stands for which wallet: `{"token": "wal_…"}`. A real service asks its own accounts. */
    CUSTOMERS: z.string().transform((text) => z.record(z.string(), z.string()).parse(JSON.parse(text))),
    PORT: z.coerce.number().int().default(4000),
  })
  .parse(process.env);

const size = z.coerce.number().int().min(64).max(2_048).default(512);
const drawing = z.object({ prompt: z.string().min(1).max(2_000), width: size, height: size });
/** What one image costs this service, in dollars; Coffer's reports show the margin. */
const PROVIDER_COST_USD = "0.004";

const coffer: CofferClient = createCofferClient({ baseUrl: settings.COFFER_URL, key: settings.COFFER_KEY });
const app = express();
app.use(express.json());

function walletOf(request: express.Request): string {
  const [, token = ""] = (request.get("Authorization") ?? "").split("Bearer ");
  return settings.CUSTOMERS[token] ?? "";
}

app.use((request, response, next) => {
  if (walletOf(request) !== "") return next();
  response.status(401).json({ message: "Send your token: `Authorization: Bearer …`." });
});

/** A customer who repeats a request with its key pays once; another request with that key is other work. */
function nameOf(key: string, wanted: z.output<typeof drawing>): string {
  return `image-${createHash("sha256")
    .update(JSON.stringify([key, wanted]))
    .digest("hex")}`;
}

// With charge(): the whole of a generation's money in one call, for any kind of program.
app.post("/images", async (request, response) => {
  const wanted = drawing.parse(request.body);
  const key = request.get("Idempotency-Key");
  const gone = new AbortController();
  response.once("close", () => gone.abort(new Error("The customer went away.")));
  const { result, hold } = await coffer.charge(
    {
      walletId: walletOf(request),
      usage: { operation: "image", width: wanted.width, height: wanted.height },
      // Cutting may leave half an emoji, which is no text.
      reference: wanted.prompt.slice(0, 200).toWellFormed(),
      signal: gone.signal,
      ...(key === undefined ? {} : { idempotencyKey: nameOf(key, wanted) }),
    },
    async ({ signal }) => ({ result: await drawImage(wanted, signal), providerCostUsd: PROVIDER_COST_USD }),
  );
  response.type("image/png").set("X-Credits", hold.captured).send(result);
});

// With requireCredits(): one line before an ordinary Express handler.
app.post(
  "/variations",
  coffer.requireCredits((request: express.Request) => ({
    walletId: walletOf(request),
    usage: { operation: "variation" },
  })),
  async (request, response) => {
    const { signal, settle } = response.locals.charge as RequestCharge;
    const { prompt } = drawing.parse(request.body);
    const image = await drawImage({ prompt: `${prompt} ${Math.random()}`, width: 512, height: 512 }, signal);
    settle({ providerCostUsd: PROVIDER_COST_USD });
    response.type("image/png").send(image);
  },
);

const answerError: express.ErrorRequestHandler = (error, _request, response, _next) => {
  if (response.headersSent) return void response.destroy();
  if (error instanceof z.ZodError) return void response.status(400).json({ message: z.prettifyError(error) });
  if (isCofferError(error, "insufficient_credits")) {
    const { available, needed, topUpUrl } = error.problem;
    return void response.status(402).json({ message: "Not enough credits.", available, needed, topUpUrl });
  }
  response.status(500).json({ message: "The image could not be made; it cost nothing." });
};
app.use(answerError);

const server = app.listen(settings.PORT, "127.0.0.1", () => {
  process.stdout.write(`The image service listens on http://127.0.0.1:${settings.PORT}\n`);
});
process.once("SIGTERM", () => server.close());
