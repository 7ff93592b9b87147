import { Server, type CustomTransportStrategy } from '@nestjs/microservices';
import { PassingSet } from '#libs/collections';
import type { Channels } from '#libs/keys';
import type { Admission } from '../admission/index.js';
import { replyBodyOf } from '../body.js';
import type { Contract, ContractClass } from '../contract/index.js';
import { within } from '../deadline/index.js';
import type { Carrier, Frame, Message, Receipt, Reply, Request, Verdict } from '../envelope.js';
import { Busy, messagingError, overloaded, toWire, Unreachable } from '../errors.js';
import { scopeOfRequest, type Scope } from '../scope.js';
import { noChannels, Seals } from '../seal/seals.js';
import { below, replied, serving } from '../spans/index.js';
import { placesOf, type DoorExtras } from './door.js';
import { DoorLog } from './door-log.js';
import { keyOf } from './key-of.js';
import { Handlers, type Dispatch } from './handlers.js';
import { Judge } from './judge.js';
import type { MessageLog } from './message-log.js';

/**
 * The server of one context. Every transport calls it with a request or a frame, so messages within a process pass the same codec,
 * validation, error mapping and deadline as remote ones.
 */
export class ContextServer extends Server implements CustomTransportStrategy, Carrier {
  readonly isInProcess = true;
  private readonly log: DoorLog;
  private readonly handlers: Handlers;
  private readonly judge: Judge;
  private readonly running = new PassingSet<Promise<unknown>>();
  private isOpen = false;
  private refusesRequests = false;
  private admission: Pick<Admission, 'enter' | 'leave'> | undefined;
  private heard: (sender: string) => void = () => undefined;

  constructor(
    readonly context: string,
    private readonly messageLog: MessageLog,
    channels: Channels = noChannels,
  ) {
    super();
    this.log = new DoorLog(context);
    this.handlers = new Handlers(context, this.messageHandlers, new Seals(context, channels));
    this.judge = new Judge(context, this.handlers, this.log);
  }

  /** Called once by the context's module, with the contracts that it sends to itself and the function that runs them. */
  serveOwn(messages: readonly ContractClass[], dispatch: Dispatch): void {
    this.handlers.serveOwn(messages, dispatch);
  }

  /** Nest would silently let the second of two doors for one contract replace the first, and run no pipes, since a door has no parameters. */
  override addHandler(...[pattern, callback, isEvent, extras]: Parameters<Server['addHandler']>): void {
    const first = this.messageHandlers.get(this.normalizePattern(pattern as string));
    if (first)
      throw new TypeError(
        `${this.context} has two doors for ${String(pattern)}: remove one (${placesOf(first.extras, extras)})`,
      );
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

  /** @param admission  asked before every new command that the context declares, and notified when it was answered */
  admitBy(admission: Pick<Admission, 'enter' | 'leave'>): void {
    this.admission = admission;
  }

  /** @param heard  called for every frame: its sender is reachable */
  onFrame(heard: (sender: string) => void): void {
    this.heard = heard;
  }

  refuseRequests(): void {
    this.refusesRequests = true;
  }

  /** False while the context starts or stops: callers of other processes should use another replica. */
  get takesRequests(): boolean {
    return this.isOpen && !this.refusesRequests;
  }

  /** Accepts nothing new, and waits for what is running. */
  async drain(): Promise<void> {
    this.isOpen = false;
    while (this.running.size) await Promise.allSettled(this.running);
  }

  listen(started: () => void): void {
    started();
  }
  close(): void {
    this.isOpen = false;
    this.messageHandlers.clear(); // the next application that serves this context registers its own
  }
  on(): never {
    throw new Error('a context server has no transport events of its own');
  }
  unwrap<T>(): T {
    return this as unknown as T;
  }

  /** Never rejects: an error is a coded reply. */
  async request(request: Request): Promise<Reply> {
    if (!this.takesRequests)
      return { error: toWire(messagingError('context.unavailable', `${this.context} is not taking requests`)) };
    return this.isAdmitted(request) ? this.answerAdmitted(request) : this.track(this.answer(request));
  }

  /** Every message is answered within half its lease. One that still runs then is answered as busy; its next copy gets its result. */
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
    const verdict = await this.judge.verdict(message, sender);
    this.messageLog.message(sender, this.context, message, begun, verdict);
    return verdict;
  }

  /** Whether admission control applies. */
  private isAdmitted({ type }: Request): boolean {
    const contract = this.handlers.contractAt(type);
    return contract?.context === this.context && contract.kind === 'command' && !contract.passesAdmission;
  }

  private answerAdmitted(request: Request): Reply | Promise<Reply> {
    const closed = this.admission?.enter();
    if (closed)
      return { error: toWire(overloaded(`${this.context} has too much to do: ${closed.why}`, closed.retryAfterMs)) };
    return this.track(this.answer(request).finally(() => this.admission?.leave()));
  }

  private async answer(request: Request): Promise<Reply> {
    const { type, body, headers, remainingMs } = request;
    const begun = performance.now();
    const span = serving(type, this.context, headers.source, headers.traceparent);
    const scope = scopeOfRequest(span ? { ...request, headers: below(span, headers) } : request, begun + remainingMs);
    const reply = await (span
      ? replied(
          span,
          span.run(() => this.replyTo(scope, body)),
        )
      : this.replyTo(scope, body));
    this.messageLog.request(headers.source, this.context, type, begun, reply);
    return reply;
  }

  private async replyTo(scope: Scope, body: string): Promise<Reply> {
    const contract = this.handlers.contractAt(scope.type);
    const reply = await this.tried(scope, contract, body);
    if (contract?.audit) this.log.audited(contract, scope, body, reply);
    return reply;
  }

  private async tried(scope: Scope, contract: Contract | undefined, body: string): Promise<Reply> {
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
