import { createConnection, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** What happens to a connection through the proxy. The last three strike once, at the next COMMIT of a batch. */
export type Mode =
  'pass' | 'black-hole' | 'cut' | 'cut-answer-of-commit' | 'cut-before-commit' | 'leave-ghost-at-commit';

const START_UP = 0; // the first message has no type byte
// Bind: no portal name, then the statement's
const COMMIT = Buffer.from('\0commit\0');
const TAKE = Buffer.from('\0inbox take'); // of one or of many
const SYNC = 'S'.charCodeAt(0);

/** Stands in front of PostgreSQL and breaks connections where a network would, or where no network would find it by chance. */
export class PostgresProxy {
  mode: Mode = 'pass';
  /** How often a COMMIT was struck. */
  strikes = 0;
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    private readonly target: URL,
  ) {}

  static async before(target: string): Promise<PostgresProxy> {
    const server = createServer();
    const proxy = new PostgresProxy(server, new URL(target));
    server.on('connection', (client) => proxy.join(client));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  /** The way to the same database through here. */
  url(target = this.target.href): string {
    return Object.assign(new URL(target), { hostname: '127.0.0.1', port: (this.server.address() as AddressInfo).port })
      .href;
  }

  /** Breaks what is connected; the mode says what happens to new connections. */
  cut(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private join(client: Socket): void {
    if (this.mode === 'cut') return void client.destroy();
    const server = createConnection({ host: this.target.hostname, port: Number(this.target.port) });
    const messages = new Messages();
    for (const socket of [client, server]) {
      this.sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => this.sockets.delete(socket));
    }
    client.on('data', (bytes) => this.forward(messages.complete(bytes), client, server));
    server.on('data', (bytes) => this.mode !== 'black-hole' && !client.destroyed && client.write(bytes));
    server.on('close', () => client.destroy());
    client.on('close', () => server.destroy());
  }

  private forward(messages: readonly Buffer[], client: Socket, server: Socket): void {
    if (this.mode === 'black-hole') return;
    const at = this.mode.endsWith('commit') ? commitIn(messages) : -1;
    if (at < 0) return void server.write(Buffer.concat(messages));
    const mode = this.mode;
    this.mode = 'pass';
    this.strikes++;
    client.removeAllListeners('close'); // the server does not learn that its client is gone
    server.removeAllListeners('data');
    if (mode === 'cut-before-commit') return void (server.destroy(), client.destroy());
    server.write(Buffer.concat(mode === 'cut-answer-of-commit' ? messages : messages.slice(0, at)));
    if (mode === 'cut-answer-of-commit') server.once('data', () => (server.destroy(), client.destroy()));
    else setTimeout(() => client.destroy(), 50);
  }
}

/** A batch commits by its last statement, or, when it is one flight, by the Sync that ends it. */
function commitIn(messages: readonly Buffer[]): number {
  const binds = (statement: Buffer) => (message: Buffer) => message.subarray(5, 5 + statement.length).equals(statement);
  const commit = messages.findIndex(binds(COMMIT));
  return commit < 0 && messages.some(binds(TAKE)) ? messages.findIndex(([type]) => type === SYNC) : commit;
}

/** Cuts a client's bytes into whole messages of PostgreSQL's protocol. */
class Messages {
  private rest = Buffer.alloc(0);
  private isStarted = false;

  complete(bytes: Buffer): Buffer[] {
    this.rest = Buffer.concat([this.rest, bytes]);
    const whole: Buffer[] = [];
    for (let size = this.size(); size > 0 && size <= this.rest.length; size = this.size()) {
      whole.push(this.rest.subarray(0, size));
      this.rest = this.rest.subarray(size);
      this.isStarted = true;
    }
    return whole;
  }

  private size(): number {
    const typed = this.isStarted ? 1 : START_UP;
    return this.rest.length < typed + 4 ? 0 : typed + this.rest.readInt32BE(typed);
  }
}
