import { connect, type Socket } from 'node:net';

export interface Answer {
  readonly status: number;
  /** The unparsed body. */
  readonly body: string;
}

interface Waiting {
  resolve(answer: Answer): void;
  reject(error: Error): void;
}

const END_OF_HEAD = '\r\n\r\n';
const LENGTH = /\r\ncontent-length: *(\d+)/i;
const CLOSES = /\r\nconnection: *close/i;

/**
 * A keep-alive connection with one request at a time, reopened when the server closes it. Parses only what this server
 * sends (a status and a content length): a complete HTTP client would take as much CPU as the measured system.
 */
export class HttpConnection {
  private socket: Socket | undefined;
  private received: Buffer = Buffer.alloc(0);
  private waiting: Waiting | undefined;

  constructor(private readonly port: number) {}

  /** Rejects when the connection breaks before the answer is complete. */
  ask(request: string): Promise<Answer> {
    this.socket ??= this.open();
    this.socket.write(request);
    return new Promise((resolve, reject) => (this.waiting = { resolve, reject }));
  }

  end(): void {
    this.socket?.destroy();
  }

  private open(): Socket {
    const socket = connect(this.port, '127.0.0.1').setNoDelay(true);
    return socket
      .on('data', (chunk) => this.take(chunk))
      .on('error', () => undefined) // 'close' follows
      .on('close', () => this.closed(socket));
  }

  private take(chunk: Buffer): void {
    this.received = this.received.length ? Buffer.concat([this.received, chunk]) : chunk;
    const end = this.received.indexOf(END_OF_HEAD);
    if (end < 0) return;
    const head = this.received.toString('latin1', 0, end);
    const start = end + END_OF_HEAD.length;
    const length = Number(LENGTH.exec(head)?.[1] ?? 0);
    if (this.received.length < start + length) return;
    const body = this.received.toString('utf8', start, start + length);
    this.received = Buffer.alloc(0);
    if (CLOSES.test(head)) this.forget();
    this.answered({ status: Number(head.slice(9, 12)), body });
  }

  private answered(answer: Answer): void {
    const { waiting } = this;
    this.waiting = undefined;
    waiting?.resolve(answer);
  }

  private forget(): void {
    this.socket?.destroy();
    this.socket = undefined;
  }

  private closed(socket: Socket): void {
    if (socket !== this.socket) return;
    this.socket = undefined;
    this.received = Buffer.alloc(0);
    const { waiting } = this;
    this.waiting = undefined;
    waiting?.reject(new Error('the connection was closed before the answer'));
  }
}
