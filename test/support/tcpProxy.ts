import type { AddressInfo } from "node:net";
import { connect, createServer, type Socket } from "node:net";

export type TcpProxy = {
  port: number;
  /** Breaks every connection, and refuses new ones until {@link TcpProxy.mend}. */
  cut(): void;
  mend(): void;
  /** Nothing comes through the connections of now any more, and nobody is told: the machine behind them is gone. New ones work. */
  freeze(): void;
  close(): Promise<void>;
};

/**
 * Stands between a client and a server on this machine, and can be cut like a cable.
 * @param latencyMs by how much later than sent the client's bytes arrive.
 */
export async function startTcpProxy(targetPort: number, latencyMs = 0): Promise<TcpProxy> {
  const sockets = new Set<Socket>();
  let isCut = false;
  const keep = (socket: Socket): void => {
    sockets.add(socket);
    socket.on("error", () => socket.destroy());
    socket.once("close", () => sockets.delete(socket));
  };
  const server = createServer((inward) => {
    if (isCut) {
      inward.destroy();
      return;
    }
    const outward = connect(targetPort, "127.0.0.1");
    for (const socket of [inward, outward]) keep(socket);
    outward.pipe(inward);
    if (latencyMs === 0) inward.pipe(outward);
    // Timers of one length end in the order in which they were set.
    else inward.on("data", (bytes) => setTimeout(() => outward.writable && outward.write(bytes), latencyMs));
    inward.once("close", () => outward.destroy());
    outward.once("close", () => inward.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const breakAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    cut: () => {
      isCut = true;
      breakAll();
    },
    mend: () => {
      isCut = false;
    },
    freeze: () => {
      for (const socket of sockets) socket.unpipe().removeAllListeners("data").pause();
    },
    close: () => {
      breakAll();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
