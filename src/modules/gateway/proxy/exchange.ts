import type { FastifyReply } from 'fastify';
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Dispatcher } from 'undici';
import { Problem } from '../problems/problem.js';
import { answerHeaders } from './answer-headers.js';
import type { Asked } from './asked.js';
import { ClientGone, LimitReached, ServiceFailed } from './endings.js';
import { requestHeaders } from './request-headers.js';
import { join } from './tunnel.js';
import { type Phase, Watch } from './watch.js';

type Controller = Dispatcher.DispatchController;

/**
 * One request to one instance of a service, and its answer on the way back. Bodies stream in both directions, as fast as the slower side
 * takes them. Whatever ends it early (the client leaves, the service breaks off, a limit is reached) ends both sides.
 */
export class Exchange implements Dispatcher.DispatchHandler {
  private readonly response: ServerResponse;
  private readonly watch: Watch;
  private readonly over = Promise.withResolvers<void>();
  private readonly begun = Promise.withResolvers<void>();
  private controller: Controller | undefined;
  /** Why it ended before its end. */
  private ending: Error | undefined;
  private isFinished = false;
  private waitsForClient = false;
  private hasData = false;
  /** The client's side of a WebSocket. */
  private tunnel: Socket | undefined;

  constructor(private readonly asked: Asked) {
    this.response = asked.reply.raw;
    const { limits } = asked.route;
    const leftMs = limits.total - (performance.now() - asked.since);
    this.watch = new Watch(limits, leftMs, (phase) => this.end(this.expired(phase)));
    this.response.once('close', () => this.response.writableFinished || this.end(new ClientGone()));
  }

  /** Resolves when nothing of it is left, however it ended. */
  get isOver(): Promise<void> {
    return this.over.promise;
  }

  /** Why it ended before its end, if it did. */
  get failure(): Error | undefined {
    return this.ending;
  }

  /** Whether there was no connection to send anything of it: then another instance may be asked. */
  get isUnsent(): boolean {
    const { ending } = this;
    return (
      !this.controller &&
      !(ending instanceof ClientGone) &&
      !(ending instanceof LimitReached && ending.limit === 'total')
    );
  }

  /** Asks the instance. Resolves when its answer begins. Rejects when there will be none; it has ended then. */
  through(instance: Dispatcher): Promise<void> {
    const { request, route, target, upgrade, span } = this.asked;
    const hasBody = !upgrade && carriesBody(request.raw.headers);
    const options = {
      path: target,
      method: request.method as Dispatcher.HttpMethod,
      headers: requestHeaders(request, route, hasBody, span),
      body: hasBody ? (this.body() as unknown as Dispatcher.DispatchOptions['body']) : null,
      upgrade: upgrade && 'websocket',
    };
    instance.dispatch(options, this);
    return this.begun.promise;
  }

  onRequestStart(controller: Controller): void {
    if (this.ending) return controller.abort(this.ending);
    this.controller = controller;
    this.watch.enters('firstByte');
  }

  onResponseStart(_: Controller, status: number, headers: IncomingHttpHeaders, message = ''): void {
    if (status < 200) return; // early hints
    const { request, reply, route } = this.asked;
    const ourVary = route.access === 'public' ? undefined : String(this.response.getHeader('vary') ?? '');
    const passed = answerHeaders(headers, ourVary);
    if (!request.raw.complete) passed['connection'] = 'close'; // what the client still sends has to be read by nobody
    if (status === 204) delete passed['content-length']; // some clients would wait for so many bytes
    this.response.writeHead(status, reasonPhrase(message), passed);
    this.takes(reply);
    // The head is all there is. Undici takes the length of a 304, which is that of the page, for one of a body that is missing
    if (status === 204 || status === 304) return this.onResponseEnd();
    process.nextTick(() => this.hasData || this.response.flushHeaders()); // a first piece that came along goes out in one packet with them
  }

  onResponseData(controller: Controller, chunk: Buffer): void {
    this.hasData = true;
    this.watch.moved();
    if (this.response.write(chunk)) return;
    controller.pause();
    this.response.once('drain', () => {
      this.watch.moved();
      controller.resume();
    });
  }

  onResponseEnd(): void {
    if (this.isFinished) return;
    this.hasData = true;
    this.response.end();
    this.finished();
  }

  onResponseError(_: Controller | undefined, error: Error): void {
    this.end(error instanceof Problem ? error : new ServiceFailed(this.controller !== undefined, error));
  }

  onRequestUpgrade(_: Controller, status: number, headers: IncomingHttpHeaders, service: Duplex): void {
    const { socket, head } = this.asked.upgrade!;
    this.tunnel = socket;
    const fields = { connection: 'Upgrade', upgrade: 'websocket', ...answerHeaders(headers) };
    const lines = Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one) => `${name}: ${one}`));
    this.takes(this.asked.reply);
    this.response.detachSocket(socket);
    socket.write([`HTTP/1.1 ${status} Switching Protocols`, ...lines, '', ''].join('\r\n'), 'latin1');
    service.write(head);
    void join(socket, service as Socket, this.watch.moved).then(() => this.finished());
  }

  /** Ends it on both sides. An answer that has not begun is up to whoever asked. */
  private end(reason: Error): void {
    if (this.isFinished) return;
    this.ending = reason;
    this.finished(); // first: to abort calls onResponseError
    this.controller?.abort(reason);
    this.tunnel?.destroy();
    if (this.response.headersSent) this.response.destroy();
    this.begun.reject(reason);
  }

  private finished(): void {
    this.isFinished = true;
    this.watch.stop();
    this.over.resolve();
  }

  /** From here on the answer is written past Fastify. */
  private takes(reply: FastifyReply): void {
    reply.hijack();
    this.watch.enters('idle');
    this.begun.resolve();
  }

  private expired(phase: Phase): Error {
    return this.waitsForClient && phase === 'idle' ? new Problem(408, 'request.timeout') : new LimitReached(phase);
  }

  /** The client's request is never destroyed: its connection has to carry the answer, also when the service broke off. */
  private async *body(): AsyncGenerator<Buffer> {
    const { request, route } = this.asked;
    this.watch.enters('idle');
    let bytes = 0;
    this.waitsForClient = true;
    for await (const chunk of request.raw.iterator({ destroyOnReturn: false })) {
      this.waitsForClient = false;
      bytes += (chunk as Buffer).length;
      if (bytes > route.limits.body) throw new Problem(413, 'request.too-large');
      this.watch.moved();
      yield chunk as Buffer;
      this.waitsForClient = true;
    }
    this.waitsForClient = false;
    if (!this.response.headersSent && !this.ending) this.watch.enters('firstByte');
  }
}

/** Of any method: what a client sends after the head has to go on, or else it would be the beginning of its next request. */
export const carriesBody = (headers: IncomingHttpHeaders): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

/** The bytes that came, which undici reads as UTF-8; none when Node would refuse to write them. */
function reasonPhrase(message: string): string {
  const bytes = Buffer.from(message).toString('latin1');
  return /^[\t\x20-\x7e\x80-\xff]*$/.test(bytes) ? bytes : '';
}
