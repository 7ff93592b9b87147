import { Logger } from '@nestjs/common';
import { BaseRpcContext, Server, type CustomTransportStrategy, type MessageHandler } from '@nestjs/microservices';
import { isObservable, lastValueFrom } from 'rxjs';
import type { Contract, ContractClass } from '../contract/index.js';
import type { Carrier, Frame, Headers, Message, Receipt, Reply, Request, Verdict } from '../envelope.js';
import { Busy, messagingError, toWire } from '../errors.js';
import { currentScope, inScope, settled, type Scope } from '../scope.js';
import { OLDEST_RECEIVED_DAYS } from '../outbox/housekeeping-sql.js';
import type { DoorExtras } from './door.js';
import type { MessageLog } from './message-log.js';
import { RevivePipe } from './revive.pipe.js';
import { verdictOn } from './verdict.js';

/** Runs a message that the context sends to itself: timers, outcomes of effects. */
export type Dispatch = (message: object, contract: Contract) => unknown;

/**
 * The server of one context. Every transport is a carrier that calls it with a request or a frame, so in-process messages pass the
 * same codec, validation, error mapping and deadline as remote ones.
 */
export class ContextServer extends Server implements CustomTransportStrategy, Carrier {
  private readonly own = new Map<string, RevivePipe>();
  private dispatch: Dispatch | undefined;
  private isOpen = false;
  private takesRequests = true;
  private overload: () => string | undefined = () => undefined;
  private readonly doorLogger: Logger;
  private readonly running = new Set<Promise<unknown>>();

  constructor(
    readonly context: string,
    private readonly log: MessageLog,
  ) {
    super();
    this.doorLogger = new Logger(`${context} door`);
  }

  /** Called once by the context's module: the contracts that it sends to itself, and who runs them. */
  serveOwn(messages: readonly ContractClass[], dispatch: Dispatch): void {
    for (const type of messages) this.own.set(type.contract.name, new RevivePipe(type));
    this.dispatch = dispatch;
  }

  /** Nest would let the second of two doors for one contract replace the first. */
  override addHandler(...[pattern, ...rest]: Parameters<Server['addHandler']>): void {
    if (this.messageHandlers.has(this.normalizePattern(pattern as string)))
      throw new TypeError(`${this.context} has two doors for ${String(pattern)}: one must go`);
    super.addHandler(pattern, ...rest);
  }

  /** The contracts that this door serves. */
  get contracts(): readonly Contract[] {
    return [...this.messageHandlers.values()].map(({ extras }) => (extras as unknown as DoorExtras).contract);
  }

  open(): void {
    this.isOpen = true;
  }

  refuseRequests(): void {
    this.takesRequests = false;
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

  /** @param overload  why no new command should be taken; undefined: go on */
  refuseWhen(overload: () => string | undefined): void {
    this.overload = overload;
  }

  /** Never rejects: an error is a coded reply. */
  async request(request: Request): Promise<Reply> {
    if (!this.isOpen || !this.takesRequests) return { error: toWire(messagingError('context.unavailable', `${this.context} is not taking requests`)) };
    const why = this.isCommand(request.type) ? this.overload() : undefined;
    if (why) return { error: toWire(messagingError('context.overloaded', `${this.context} has too much to do: ${why}`)) };
    return this.track(this.answer(request));
  }

  private isCommand(type: string): boolean {
    return (this.messageHandlers.get(type)?.extras as unknown as DoorExtras | undefined)?.contract.kind === 'command';
  }

  /** Every message is answered within half the lease: what is still under way then is busy, and its copy joins it. */
  async deliver({ messages, remainingMs, sender }: Frame): Promise<readonly Receipt[]> {
    if (!this.isOpen) throw new Error(`${this.context} takes no messages now`);
    const verdicts = new Map<string, Verdict>();
    const all = messages.map(async (message) => verdicts.set(message.id, await this.track(this.receive(message, sender))));
    await within(Promise.all(all), remainingMs / 2);
    return messages.map(({ id }) => ({ id, ...(verdicts.get(id) ?? { outcome: 'busy' }) }));
  }

  /** Takes one message; never rejects. */
  async receive(message: Message, sender: string): Promise<Verdict> {
    const begun = performance.now();
    const headers = JSON.parse(message.headers) as Headers;
    const scope: Scope = { ...message, headers, reaction: '', deadline: Infinity, bytes: message.body.length, pending: [] };
    const verdict = await this.judge(scope, message);
    this.log.message(sender, this.context, message, begun, verdict);
    return verdict;
  }

  private async judge(scope: Scope, message: Message): Promise<Verdict> {
    try {
      refuseOld(message.type, scope.headers.time);
      await this.run(scope, JSON.parse(message.body));
      if (scope.pending.length) return { outcome: 'done' };
      throw messagingError('message.no-decision', `${message.type} was handled without a decision: nobody would know that it was taken`);
    } catch (error) {
      if (!(error instanceof Busy)) this.report(message.type, message.key, error);
      return verdictOn(error);
    }
  }

  private async answer({ id, type, body, headers, remainingMs, fingerprint }: Request): Promise<Reply> {
    const begun = performance.now();
    const scope: Scope = { id, type, key: '', headers, reaction: '', deadline: begun + remainingMs, request: { fingerprint }, sends: 1, bytes: body.length, pending: [] };
    const reply = await this.replyTo(scope, body);
    this.log.request(headers.source, this.context, type, begun, reply);
    return reply;
  }

  private async replyTo(scope: Scope, body: string): Promise<Reply> {
    try {
      return { body: JSON.stringify((await this.run(scope, JSON.parse(body))) ?? null) };
    } catch (error) {
      const told = error instanceof Busy ? messagingError('message.busy', error.message) : error;
      this.report(scope.type, scope.key, told);
      return { error: toWire(told) };
    }
  }

  /** The handler's result, when every decision that it began has been committed. */
  private run(scope: Scope, data: unknown): Promise<unknown> {
    return inScope(scope, async () => {
      const result = await this.call(scope, data);
      const value = isObservable(result) ? await lastValueFrom(result, { defaultValue: undefined }) : result;
      if (scope.pending.length) await settled(scope);
      return value;
    });
  }

  private call(scope: Scope, data: unknown): unknown {
    const handler = this.messageHandlers.get(scope.type);
    if (handler) return this.throughDoor(handler, scope, data);
    const own = this.own.get(scope.type);
    if (!own || scope.headers.source !== this.context)
      throw messagingError('message.unknown-type', `${this.context} does not know ${scope.type}`);
    const message = own.transform(data);
    return this.dispatch!(message, (message.constructor as ContractClass).contract);
  }

  private throughDoor(handler: MessageHandler, { headers }: Scope, data: unknown): unknown {
    const { contract } = handler.extras as unknown as DoorExtras;
    if (contract.from && !contract.from.includes(headers.source))
      throw messagingError('message.forbidden', `${headers.source} may not send ${contract.name}`);
    return handler(data, new BaseRpcContext([currentScope()]));
  }

  private report(type: string, key: string, error: unknown): void {
    if (toWire(error).code === 'internal') this.doorLogger.error(`${type} ${key} fails: ${(error as Error)?.stack ?? String(error)}`);
  }

  private track<T>(work: Promise<T>): Promise<T> {
    this.running.add(work);
    return work.finally(() => this.running.delete(work));
  }
}

/** Waits for the work, but no longer than so many milliseconds. */
async function within(work: Promise<unknown>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([work, new Promise((resolve) => (timer = setTimeout(resolve, ms)))]);
  clearTimeout(timer);
}

const OLDEST_MS = OLDEST_RECEIVED_DAYS * 86_400_000;

/** The inbox forgets after 30 days: a copy that is older than that would count twice. */
function refuseOld(type: string, born: string): void {
  if (Date.now() - Date.parse(born) > OLDEST_MS)
    throw messagingError('message.too-old', `${type} was born ${born}: older than ${OLDEST_RECEIVED_DAYS} days`);
}
