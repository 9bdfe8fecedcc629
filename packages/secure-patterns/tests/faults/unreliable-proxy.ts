import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";

/** A TCP proxy in front of a server, which can be slow, break connections, and be pointed elsewhere. */
export class UnreliableProxy {
  /** Milliseconds by which everything is late. */
  delay = 0;
  target: number;
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();

  private constructor(target: number) {
    this.target = target;
    this.server = createServer((client) => this.join(client));
  }

  static async open(target: number): Promise<UnreliableProxy> {
    const proxy = new UnreliableProxy(target);
    await new Promise<void>((resolve) => proxy.server.listen(0, "127.0.0.1", resolve));
    return proxy;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Breaks all connections, whatever is on its way. */
  cut(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  close(): void {
    this.server.close();
    this.cut();
  }

  private join(client: Socket): void {
    const upstream = connect(this.target, "127.0.0.1");
    this.pass(client, upstream);
    this.pass(upstream, client);
  }

  private pass(from: Socket, to: Socket): void {
    this.sockets.add(from);
    from.on("data", (data) => {
      if (this.delay === 0) to.write(data);
      else setTimeout(() => to.destroyed || to.write(data), this.delay);
    });
    from.on("error", () => {});
    from.on("close", () => {
      this.sockets.delete(from);
      to.destroy();
    });
  }
}
