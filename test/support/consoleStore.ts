import type { Page } from "playwright-core";
import { expect, vi } from "vitest";
import type { OpenOptions } from "./browser.js";
import { type PageStore, startPageStore } from "./pageStore.js";

/** How long a page of the console may take on a busy machine, in milliseconds. */
export const PATIENCE_MS = 30_000;

/** A deposit that waits for a person. */
export type Stuck = { id: string; walletId: string; from: string; txHash: string };

export type ConsoleStore = PageStore & {
  operatorKey: string;
  /** Opens a page of the console as an operator who has just logged in. */
  logIn(path?: string, options?: OpenOptions): Promise<{ page: Page; errors: string[] }>;
  /** Waits until so many payments are stuck. */
  readStuck(count: number): Promise<Stuck[]>;
  statusOf(deposit: Stuck): Promise<unknown>;
};

/** A running store that credits no payment above 5 USDT without a person's review, and a browser for its console. */
export async function startConsoleStore(environment: Record<string, string> = {}): Promise<ConsoleStore> {
  const store = await startPageStore({ REVIEW_ABOVE_USDT: "5", ...environment });
  const operatorKey = await store.readKey("operator");
  return {
    ...store,
    operatorKey,
    logIn: async (path = "/console", options = {}) => {
      const opened = await store.open(`${store.coffer.url}${path}`, options);
      opened.page.setDefaultTimeout(PATIENCE_MS);
      await opened.page.getByLabel("Operator key").fill(operatorKey);
      await opened.page.keyboard.press("Enter");
      await opened.page.getByRole("navigation").waitFor();
      // Asking for a session before there was one is answered 401, which the browser calls an error.
      opened.errors.length = 0;
      return opened;
    },
    readStuck: (count) =>
      vi.waitFor(
        async () => {
          const { body } = await store.callAs("operator", "/v1/deposits?status=stuck");
          expect(body.data).toHaveLength(count);
          return body.data as Stuck[];
        },
        { timeout: 120_000, interval: 500 },
      ),
    statusOf: async ({ id }) => (await store.callAs("operator", `/v1/deposits/${id}`)).body.status,
  };
}
