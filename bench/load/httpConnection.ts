import net from "node:net";

export type HttpReply = { status: number; body: Buffer };

/**
 * One keep-alive connection that has one request under way at a time. It writes whole requests and reads replies by their
 * Content-Length, and does nothing else, so that the load generator costs the machine as little as it can.
 */
export function openHttpConnection(port: number) {
  const socket = net.connect({ host: "127.0.0.1", port, noDelay: true });
  let chunks: Buffer[] = [];
  let received = 0;
  let wanted = 0;
  let bodyStart = 0;
  let settle: { resolve: (reply: HttpReply) => void; reject: (error: Error) => void } | undefined;

  socket.on("data", (chunk) => {
    chunks.push(chunk);
    received += chunk.length;
    if (wanted === 0) {
      const all = chunks.length === 1 ? chunk : Buffer.concat(chunks);
      chunks = [all];
      const end = all.indexOf("\r\n\r\n");
      if (end < 0) return;
      bodyStart = end + 4;
      wanted = bodyStart + Number(/content-length: (\d+)/i.exec(all.toString("latin1", 0, end))?.[1]);
    }
    if (received < wanted) return;
    const all = chunks.length === 1 ? (chunks[0] ?? chunk) : Buffer.concat(chunks);
    chunks = [];
    received = 0;
    wanted = 0;
    settle?.resolve({ status: Number(all.toString("latin1", 9, 12)), body: all.subarray(bodyStart) });
  });
  const fail = (error?: Error) => settle?.reject(error ?? new Error("The server closed the connection."));
  socket.on("error", fail);
  socket.on("close", () => fail());

  return {
    send: (request: string): Promise<HttpReply> =>
      new Promise((resolve, reject) => {
        settle = { resolve, reject };
        socket.write(request);
      }),
    close: () => socket.destroy(),
  };
}
