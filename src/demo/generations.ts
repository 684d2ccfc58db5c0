import type { Scene } from "./buyers.js";

type Quote = { credits: string; quoteId: string; affordable: boolean };
type Hold = { id: string; state: string; credits: string; captured: string };
type Debit = { id: string; credits: string; availableAfter: string };
type Wallet = { available: string; held: string };

/** What an image service does around its generations: quote, hold, capture or void, debit. */
export async function generate({ api, say }: Scene, walletId: string): Promise<void> {
  const usage = { operation: "image", width: 1024, height: 1024, steps: 50 };
  const quote = await api.post<Quote>("service", "/v1/quotes", { usage, walletId });
  say(`service: an image of 1024 × 1024 costs ${quote.credits} credits`);
  const held = await api.post<Hold>("service", "/v1/holds", { walletId, quoteId: quote.quoteId, reference: "image 1" });
  const during = await api.get<Wallet>("service", `/v1/wallets/${walletId}`);
  say(`service: held ${held.credits}; the wallet has ${during.available} and ${during.held} held`);
  const captured = await api.post<Hold>("service", `/v1/holds/${held.id}/capture`, { providerCostUsd: "0.04" });
  say(`service: the image is there: ${captured.state} ${captured.captured}`);
  const failed = await api.post<Hold>("service", "/v1/holds", { walletId, usage: { operation: "upscale" } });
  const voided = await api.post<Hold>("service", `/v1/holds/${failed.id}/void`, { reason: "the model failed" });
  say(`service: an upscale failed: ${voided.state}, nothing was charged`);
  const debit = await api.post<Debit>("service", "/v1/debits", { walletId, usage: { operation: "image", count: 4 } });
  say(`service: four small images at once: ${debit.credits} credits, ${debit.availableAfter} left`);
}
