import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { Webhook } from "standardwebhooks";

/** A webhook as it came in. */
export type Received = {
  id: string;
  headers: Record<string, string>;
  body: string;
  /** When it had come in whole, in milliseconds. */
  at: number;
};

export type Receiver = {
  url: string;
  received: Received[];
  /** How it answers from now on; 200 until this is called. */
  answerWith(answer: (response: ServerResponse, received: Received) => void): void;
  close(): Promise<void>;
};

async function read(request: IncomingMessage): Promise<Received> {
  let body = "";
  for await (const chunk of request.setEncoding("utf8")) body += chunk;
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  return { id: headers["webhook-id"] ?? "", headers, body, at: Date.now() };
}

/** A shop's receiver on a spare port, which keeps all that comes. */
export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  let answer = (response: ServerResponse, _received: Received): void => {
    response.writeHead(200).end("ok");
  };
  const server = createServer((request, response) => {
    response.on("error", () => {});
    read(request)
      .then((webhook) => {
        received.push(webhook);
        answer(response, webhook);
      })
      // The sender gave up in the middle.
      .catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/webhooks`,
    received,
    answerWith: (next) => {
      answer = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** What a webhook's body says. */
export type Payload = { type: string; timestamp: string; data: Record<string, unknown> & { version: number } };

/** Verifies a webhook as any receiver does, with the reference library as it is. @throws where it is not genuine. */
export function verify(secret: string, { headers, body }: Pick<Received, "headers" | "body">): Payload {
  return new Webhook(secret).verify(body, headers) as Payload;
}
