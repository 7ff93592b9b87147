import type { Channels } from '#libs/keys';
import { BreakerOpen, type Breakers } from '#libs/resilience';
import { metering, tracing } from '#libs/telemetry';
import type { AnyMessage, ContractClass } from '../contract/index.js';
import type { ContextServer } from '../door/context-server.js';
import { revive } from '../door/revive.js';
import type { Carrier, Frame, Headers, Message, Receipt, Verdict } from '../envelope.js';
import { within } from '../deadline/index.js';
import { Busy, busy, messagingError, toWire } from '../errors.js';
import { fault } from '../fault/index.js';
import { idFrom } from '../ids.js';
import { effectCalled } from '../metrics/index.js';
import { noChannels, Seals } from '../seal/seals.js';
import { contractOf } from '../contract/index.js';
import { below, processed, processing } from '../spans/index.js';
import { Dependency } from './dependency.js';
import type { EffectCall, IEffectHandler } from './effect-handler.js';

export interface BoundEffect {
  readonly type: ContractClass;
  readonly handler: IEffectHandler<AnyMessage, unknown>;
}

/**
 * Makes a context's calls of external systems. It receives the context's effect messages; a receipt is returned when the message with
 * the result is committed in the context. When it is unknown whether a call took effect, `find` is called before it is repeated.
 * While a breaker is open, calls are not begun; their state is known, so `tellUnknown` is not called.
 */
export class EffectRunner implements Pick<Carrier, 'deliver'> {
  private readonly worlds = new Map<string, Dependency>();
  private readonly seals: Seals;

  constructor(
    private readonly context: string,
    private readonly effects: () => ReadonlyMap<string, BoundEffect>,
    private readonly server: Pick<ContextServer, 'receive'>,
    private readonly deadlineMs: number,
    private readonly breakers: Breakers,
    channels: Channels = noChannels,
  ) {
    this.seals = new Seals(context, channels);
  }

  async deliver({ messages, remainingMs }: Frame): Promise<readonly Receipt[]> {
    const until = performance.now() + remainingMs;
    const verdicts = messages.map((message) => this.traced(message, until)); // a bug in a handler affects only its effect
    return (await Promise.all(verdicts)).map((verdict, n) => ({ id: messages[n]!.id, ...verdict }));
  }

  /** Never rejects. */
  private async traced(message: Message, until: number): Promise<Verdict> {
    const run = (one: Message) => this.run(one, until).catch((error) => uncounted(error));
    const headers = tracing && headersIn(message);
    const span = headers && processing(message, headers, `${this.context}.effects`);
    if (!span) return run(message);
    const own = { ...message, headers: JSON.stringify(below(span, headers)) };
    const verdict = await span.run(() => run(own));
    processed(span, verdict);
    return verdict;
  }

  private async run(message: Message, until: number): Promise<Verdict> {
    const bound = this.effects().get(message.type);
    if (!bound)
      return uncounted(messagingError('message.unknown-type', `${this.context} has no handler for ${message.type}`));
    const { contract } = bound.type;
    const effect = revive(bound.type, this.seals.opened(contract, JSON.parse(message.body), message.id, this.context));
    const world = this.worldOf(message.type, bound.handler);
    let result: unknown;
    try {
      result = await this.ask(bound.handler, effect, message, world, until);
    } catch (error) {
      if (error instanceof Busy) return { outcome: 'busy' };
      const isRefused = error instanceof BreakerOpen;
      if (metering) effectCalled(message.type, isRefused ? 'refused' : 'unknown');
      if (isRefused) return world.turnedAway(error);
      return this.unknown(bound.handler, effect, message, error);
    }
    if (metering) effectCalled(message.type, 'done');
    await fault('effect.after_call');
    const verdict = await this.tell(message, message.id, bound.handler.tell(effect, result));
    await fault('effect.after_result');
    return verdict;
  }

  /** Only the first send calls `act` without `find`. */
  private async ask(
    handler: BoundEffect['handler'],
    effect: AnyMessage,
    { id, sends }: Message,
    world: Dependency,
    until: number,
  ): Promise<unknown> {
    await fault('effect.before_call');
    const call = <T>(make: (call: EffectCall) => Promise<T>) => this.call(world, id, until, make);
    const earlier = sends > 1 ? await call((one) => handler.find(effect, one)) : undefined;
    return earlier === undefined ? call((one) => handler.act(effect, one)) : earlier;
  }

  private worldOf(type: string, handler: BoundEffect['handler']): Dependency {
    const world = this.worlds.get(type) ?? new Dependency(type, handler, this.breakers);
    this.worlds.set(type, world);
    return world;
  }

  /**
   * Begins the call only within the lease: a call that waited in a queue beyond it once sent an e-mail twice. Aborted at its deadline.
   * `AbortSignal.timeout` would keep every finished call in memory until its deadline and create an exception for it then.
   */
  private async call<T>(
    world: Dependency,
    key: string,
    until: number,
    make: (call: EffectCall) => Promise<T>,
  ): Promise<T> {
    if (performance.now() + this.deadlineMs > until) throw busy();
    const controller = new AbortController();
    return world.call(async () =>
      within(this.deadlineMs, make({ key, signal: controller.signal }), () => {
        const error = new Error(`the call was not answered within ${this.deadlineMs} ms`);
        controller.abort(error);
        throw error;
      }),
    );
  }

  private async unknown(
    handler: BoundEffect['handler'],
    effect: AnyMessage,
    message: Message,
    error: unknown,
  ): Promise<Verdict> {
    const told = handler.tellUnknown?.(effect);
    if (told) await this.tell(message, idFrom(Date.now(), `${message.id} unknown ${message.sends}`), told);
    return uncounted(error, handler.againInMs?.(error, message.sends));
  }

  /** Sends the result to the own context under the effect's id, so that the inbox processes it once, however often the effect is sent. */
  private tell({ headers }: Message, id: string, told: AnyMessage): Promise<Verdict> {
    const contract = contractOf(told);
    const own: Headers = { ...(JSON.parse(headers) as Headers), source: this.context };
    const message = {
      id,
      type: contract.name,
      key: contract.key(told as never),
      body: this.seals.bodyOf(contract, told, id, this.context),
      headers: JSON.stringify(own),
      sends: 1,
    };
    return this.server.receive(message, `${this.context}.effects`);
  }
}

const uncounted = (error: unknown, againInMs?: number): Verdict => {
  const wire = toWire(error);
  return {
    outcome: 'failed',
    counted: false,
    permanent: false,
    againInMs,
    error: wire.code === 'internal' ? { ...wire, message: String((error as Error)?.message) } : wire,
  };
};

/** Undefined when they cannot be parsed: the run of the effect says so. */
function headersIn({ headers }: Message): Headers | undefined {
  try {
    return JSON.parse(headers) as Headers;
  } catch {
    return undefined;
  }
}
