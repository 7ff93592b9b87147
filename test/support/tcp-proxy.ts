import { createConnection, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** Stands in front of a server, and does to its connections what a network does. */
export class TcpProxy {
  private readonly sockets = new Set<Socket>();
  private readonly tapped: Buffer[] = [];
  private isTapped = false;
  private isMute = false;
  private isCut = false;
  private lateMs = 0;

  private constructor(
    private readonly server: Server,
    private readonly target: { readonly host?: string; readonly port: number },
  ) {}

  static async before(target: { readonly host?: string; readonly port: number }): Promise<TcpProxy> {
    const server = createServer({ pauseOnConnect: true });
    const proxy = new TcpProxy(server, target);
    server.on('connection', (client) => proxy.join(client));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Those that are open. */
  get connections(): number {
    return this.sockets.size / 2;
  }

  /** Lets nothing through and breaks nothing: what comes waits, as before a stopped process. */
  mute(): void {
    this.isMute = true;
    for (const socket of this.sockets) socket.pause();
  }
  unmute(): void {
    this.isMute = false;
    for (const socket of this.sockets) socket.resume();
  }

  /** From now on everything is so much later; 0: at once. Nothing overtakes what went before. */
  slow(ms: number): void {
    this.lateMs = ms;
  }

  /** Breaks what is connected, and whoever connects until `mend`. */
  cut(): void {
    this.isCut = true;
    for (const socket of this.sockets) socket.destroy();
  }
  mend(): void {
    this.isCut = false;
  }

  /** From now on it remembers what passes, in both directions. */
  tap(): void {
    this.isTapped = true;
  }
  get heard(): Buffer {
    return Buffer.concat(this.tapped);
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private join(client: Socket): void {
    if (this.isCut) return void client.destroy();
    const server = createConnection(this.target);
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      this.sockets.add(from);
      let last = Promise.resolve();
      from.on('data', (bytes) => {
        if (this.isTapped) this.tapped.push(bytes);
        if (this.lateMs) last = Promise.all([last, pause(this.lateMs)]).then(() => undefined);
        void last.then(() => to.write(bytes));
      });
      from.on('end', () => void last.then(() => to.end()));
      from.on('error', () => undefined);
      from.on('close', () => {
        this.sockets.delete(from);
        to.destroy();
      });
      if (this.isMute) from.pause();
      else from.resume();
    }
  }
}
