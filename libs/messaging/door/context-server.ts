import { Server, type CustomTransportStrategy } from '@nestjs/microservices';
import { PassingSet } from '#libs/collections';
import type { Channels } from '#libs/keys';
import { replyBodyOf } from '../body.js';
import type { Contract, ContractClass } from '../contract/index.js';
import { within } from '../deadline.js';
import type { Carrier, Frame, Headers, Message, Receipt, Reply, Request, Verdict } from '../envelope.js';
import { Busy, messagingError, toWire, Unreachable } from '../errors.js';
import { OLDEST_RECEIVED_DAYS } from '../outbox/housekeeping-sql.js';
import { scopeOfMessage, scopeOfRequest, type Scope } from '../scope.js';
import { noChannels, Seals } from '../seal/seals.js';
import type { DoorExtras } from './door.js';
import { DoorLog } from './door-log.js';
import { Handlers, type Dispatch } from './handlers.js';
import type { MessageLog } from './message-log.js';
import { verdictOn } from './verdict.js';

/**
 * The server of one context. Every transport is a carrier that calls it with a request or a frame, so in-process messages pass the
 * same codec, validation, error mapping and deadline as remote ones.
 */
export class ContextServer extends Server implements CustomTransportStrategy, Carrier {
  private readonly log: DoorLog;
  private readonly handlers: Handlers;
  private readonly running = new PassingSet<Promise<unknown>>();
  private isOpen = false;
  private refusesRequests = false;
  private overload: () => string | undefined = () => undefined;
  private heard: (sender: string) => void = () => undefined;

  constructor(
    readonly context: string,
    private readonly messageLog: MessageLog,
    channels: Channels = noChannels,
  ) {
    super();
    this.log = new DoorLog(context);
    this.handlers = new Handlers(context, this.messageHandlers, new Seals(context, channels));
  }

  /** Called once by the context's module: the contracts that it sends to itself, and who runs them. */
  serveOwn(messages: readonly ContractClass[], dispatch: Dispatch): void {
    this.handlers.serveOwn(messages, dispatch);
  }

  /** Nest would let the second of two doors for one contract replace the first, and run no pipe, since a door has no parameters. */
  override addHandler(...[pattern, callback, isEvent, extras]: Parameters<Server['addHandler']>): void {
    if (this.messageHandlers.has(this.normalizePattern(pattern as string)))
      throw new TypeError(`${this.context} has two doors for ${String(pattern)}: one must go`);
    if ((extras as Partial<DoorExtras> | undefined)?.hasPipes?.())
      throw new TypeError(`${this.context}'s door for ${String(pattern)} runs no pipes: its contract validates`);
    super.addHandler(pattern, callback, isEvent, extras);
  }

  /** The contracts that this door serves. */
  get contracts(): readonly Contract[] {
    return [...this.messageHandlers.keys()].map((type) => this.handlers.contractAt(type)!);
  }

  open(): void {
    this.isOpen = true;
  }

  /** @param overload  why no new command should be taken; undefined: go on */
  refuseWhen(overload: () => string | undefined): void {
    this.overload = overload;
  }

  /** @param heard  told of every frame: its sender is there */
  onFrame(heard: (sender: string) => void): void {
    this.heard = heard;
  }

  refuseRequests(): void {
    this.refusesRequests = true;
  }

  /** False while the context starts, and when it stops: whoever comes from another process should go to another replica. */
  get takesRequests(): boolean {
    return this.isOpen && !this.refusesRequests;
  }

  /** Takes nothing new, and waits for what is running. */
  async drain(): Promise<void> {
    this.isOpen = false;
    while (this.running.size) await Promise.allSettled(this.running);
  }

  listen(started: () => void): void {
    started();
  }
  close(): void {
    this.isOpen = false;
    this.messageHandlers.clear(); // whoever serves this context next brings his own
  }
  on(): never {
    throw new Error('a context server has no transport events of its own');
  }
  unwrap<T>(): T {
    return this as unknown as T;
  }

  /** Never rejects: an error is a coded reply. */
  async request(request: Request): Promise<Reply> {
    const refusal = this.refusalOf(request);
    return refusal ? { error: toWire(refusal) } : this.track(this.answer(request));
  }

  /** Every message is answered within half the lease: what is still under way then is busy, and its copy joins it. */
  async deliver({ messages, remainingMs, sender }: Frame): Promise<readonly Receipt[]> {
    if (!this.isOpen) throw new Unreachable(`${this.context} takes no messages now`);
    this.heard(sender);
    const receipts: Receipt[] = messages.map(({ id }) => ({ id, outcome: 'busy' }));
    const all = messages.map((message, i) =>
      this.receive(message, sender).then((verdict) => {
        receipts[i] = { id: message.id, ...verdict };
      }),
    );
    await within(remainingMs / 2, this.track(Promise.all(all)), () => undefined);
    return receipts;
  }

  /** Takes one message; never rejects. */
  async receive(message: Message, sender: string): Promise<Verdict> {
    const begun = performance.now();
    const verdict = await this.judge(message);
    this.messageLog.message(sender, this.context, message, begun, verdict);
    return verdict;
  }

  private async judge(message: Message): Promise<Verdict> {
    let headers: Headers | undefined;
    try {
      headers = JSON.parse(message.headers) as Headers;
      if (headers.source !== this.context) refuseOld(message.type, headers.time); // a timer may be older
      const scope = scopeOfMessage(message, headers);
      await this.handlers.run(scope, JSON.parse(message.body));
      if (scope.pending.length) return { outcome: 'done' };
      const why = `${message.type} was handled without a decision: nobody would know that it was taken`;
      throw messagingError('message.no-decision', why);
    } catch (error) {
      this.log.failed({ ...message, headers }, error);
      return verdictOn(error);
    }
  }

  private refusalOf({ type }: Request) {
    if (!this.takesRequests) return messagingError('context.unavailable', `${this.context} is not taking requests`);
    const contract = this.handlers.contractAt(type);
    const isOwn = contract?.context === this.context; // operators' commands are everybody's, and wanted most when there is too much
    const why = isOwn && contract.kind === 'command' ? this.overload() : undefined;
    return why && messagingError('context.overloaded', `${this.context} has too much to do: ${why}`);
  }

  private async answer(request: Request): Promise<Reply> {
    const { type, body, headers, remainingMs } = request;
    const begun = performance.now();
    const reply = await this.replyTo(scopeOfRequest(request, begun + remainingMs), body);
    this.messageLog.request(headers.source, this.context, type, begun, reply);
    return reply;
  }

  private async replyTo(scope: Scope, body: string): Promise<Reply> {
    const contract = this.handlers.contractAt(scope.type);
    try {
      return { body: replyBodyOf(scope.type, contract, await this.handlers.run(scope, JSON.parse(body))) };
    } catch (error) {
      this.log.failed({ ...scope, key: keyOf(contract, body) }, error);
      return { error: toWire(error instanceof Busy ? messagingError('message.busy', error.message) : error) };
    }
  }

  private track<T>(work: Promise<T>): Promise<T> {
    this.running.add(work);
    const over = (): void => this.running.delete(work);
    work.then(over, over);
    return work;
  }
}

/** What a request is about; it has no column for that as messages do. */
function keyOf(contract: Contract | undefined, body: string): string {
  try {
    return String(contract?.key(JSON.parse(body) as never) ?? '');
  } catch {
    return '';
  }
}

const OLDEST_MS = OLDEST_RECEIVED_DAYS * 86_400_000;

/** The inbox forgets after 30 days: a copy that is older than that would count twice. */
function refuseOld(type: string, born: string): void {
  if (Date.now() - Date.parse(born) <= OLDEST_MS) return;
  throw messagingError('message.too-old', `${type} was born ${born}: more than ${OLDEST_RECEIVED_DAYS} days ago`);
}
