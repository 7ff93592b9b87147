import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** What the server does with an e-mail: takes it, gives no answer, ends without one, or answers with a code at a command. */
export type Fate = 'take' | 'silence' | 'die' | { readonly at: 'MAIL' | 'RCPT' | 'DATA'; readonly code: number };

/** A mail server on loopback. What it has read whole is received, whatever it answers. */
export class MailServer {
  readonly received: Email[] = [];
  /** As the bytes came. */
  readonly raw: string[] = [];
  /** Of the next e-mails, one each; all others are taken. */
  readonly fates: Fate[] = [];
  /** E-mails that were begun. */
  begun = 0;
  private fate: Fate = 'take';
  private server: SMTPServer | undefined;
  private readonly sockets = new Set<Socket>();
  private given = 0;

  constructor(private readonly options: SMTPServerOptions = {}) {}

  /** The same after the server has been away. */
  get port(): number {
    return this.given;
  }

  async start(): Promise<this> {
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: this.options.secure || this.options.key ? [] : ['STARTTLS'],
      disableReverseLookup: true,
      logger: false,
      onMailFrom: (_, __, answer) => {
        this.begun++;
        this.fate = this.fates.shift() ?? 'take';
        answer(this.refusal('MAIL'));
      },
      onRcptTo: (_, __, answer) => answer(this.refusal('RCPT')),
      onData: (stream, _, answer) => void this.take(stream).then(answer, answer),
      ...this.options,
    });
    server.on('error', () => undefined); // of connections that it has ended itself
    const listening = server.listen(this.given, '127.0.0.1');
    listening.on('connection', (socket) => {
      this.sockets.add(socket);
      socket.once('close', () => this.sockets.delete(socket));
    });
    await new Promise((resolve) => listening.once('listening', resolve));
    this.given = (listening.address() as AddressInfo).port;
    this.server = server;
    return this;
  }

  /** Begins anew. */
  forget(): void {
    for (const list of [this.received, this.raw, this.fates]) list.length = 0;
    this.begun = 0;
  }

  /** Ends as a process does that is killed: no connection is told. */
  async kill(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server?.server.close(() => resolve()));
    // Node crashes when a socket is destroyed below its TLS; such a client has ended before.
    if (!this.options.cert) for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  /** Never settles where nothing is answered. */
  private async take(stream: NodeJS.ReadableStream): Promise<Error | undefined> {
    const { fate } = this;
    const raw = await text(stream as AsyncIterable<Buffer>);
    this.raw.push(raw);
    this.received.push(await PostalMime.parse(raw));
    if (fate === 'die') await this.kill();
    if (fate === 'die' || fate === 'silence') return new Promise<never>(() => undefined);
    return this.refusal('DATA', fate);
  }

  private refusal(at: string, fate = this.fate): Error | undefined {
    if (typeof fate === 'string' || fate.at !== at) return undefined;
    const words = `5.1.1 <ada@example.com>: says ${at}`;
    return Object.assign(new Error(words), { responseCode: fate.code });
  }
}
