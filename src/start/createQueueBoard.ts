import { createBullBoard } from "@bull-board/api";
import { BullMQAdapter } from "@bull-board/api/bullMQAdapter";
import { ExpressAdapter } from "@bull-board/express";
import type express from "express";
import type { Queues } from "../queues.js";

/**
 * What its pages may load: everything from this server. They write style attributes themselves, which needs
 * 'unsafe-inline' for styles; the fonts that they ask a third party for are left out.
 */
const CONTENT_SECURITY_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; " +
  "font-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'self'";

export type QueueBoard = { path: string; handle: express.RequestHandler; close(): Promise<void> };

function buildBoard(queues: Queues, path: string): express.RequestHandler {
  const serverAdapter = new ExpressAdapter().setBasePath(path);
  createBullBoard({
    // Nothing here is worth a button: what a job was for is in the tables, and the tick queues it again.
    queues: queues.all().map((queue) => new BullMQAdapter(queue, { readOnlyMode: true })),
    serverAdapter,
    options: {
      uiConfig: {
        boardTitle: "Coffer: queues",
        miscLinks: [{ text: "Coffer console", url: "/console" }],
        hideRedisDetails: true,
        pollingInterval: { showSetting: true },
      },
    },
  });
  return serverAdapter.getRouter() as express.RequestHandler;
}

/**
 * Pages to look into the queues, to be mounted at `path`; who may see them is the caller's business. The queues are opened
 * at the first visit, because each of them holds connections.
 */
export function createQueueBoard(path: string, open: () => Promise<Queues>): QueueBoard {
  let opened: Promise<{ queues: Queues; board: express.RequestHandler }> | undefined;

  async function openOnce() {
    const queues = await open();
    return { queues, board: buildBoard(queues, path) };
  }

  return {
    path,
    handle: async (request, response, next) => {
      opened ??= openOnce();
      const { board } = await opened.catch((error: unknown) => {
        // A queue that was away for the first visitor is asked for again by the next.
        opened = undefined;
        throw error;
      });
      response.set("Content-Security-Policy", CONTENT_SECURITY_POLICY);
      board(request, response, next);
    },
    close: async () => {
      if (opened !== undefined) await (await opened).queues.close();
    },
  };
}
