import type { Channels } from '#libs/keys';
import { BreakerOpen } from '#libs/resilience';
import type { AnyMessage, ContractClass } from '../contract/index.js';
import type { ContextServer } from '../door/context-server.js';
import { revive } from '../door/revive.js';
import type { Carrier, Frame, Headers, Message, Receipt, Verdict } from '../envelope.js';
import { within } from '../deadline.js';
import { Busy, busy, messagingError, toWire } from '../errors.js';
import { fault } from '../fault.js';
import { idFrom } from '../ids.js';
import { noChannels, Seals } from '../seal/seals.js';
import { contractOf } from '../contract/index.js';
import { Dependency } from './dependency.js';
import type { Call, IEffectHandler } from './effect-handler.js';

export interface BoundEffect {
  readonly type: ContractClass;
  readonly handler: IEffectHandler<AnyMessage, unknown>;
}

/**
 * Carries out a context's calls to the world. It is the receiver of the context's effect messages; a receipt is given when the
 * result has been told to the context and committed there. A call whose outcome is unknown is asked about, never repeated blindly.
 * A world that fails is left alone for a while: a call that was not begun then is not unknown, so nothing is told of it.
 */
export class EffectRunner implements Pick<Carrier, 'deliver'> {
  private readonly worlds = new Map<string, Dependency>();
  private readonly seals: Seals;

  constructor(
    private readonly context: string,
    private readonly effects: () => ReadonlyMap<string, BoundEffect>,
    private readonly server: Pick<ContextServer, 'receive'>,
    private readonly deadlineMs: number,
    channels: Channels = noChannels,
  ) {
    this.seals = new Seals(context, channels);
  }

  async deliver({ messages, remainingMs }: Frame): Promise<readonly Receipt[]> {
    const until = performance.now() + remainingMs;
    const verdicts = messages.map((message) => this.run(message, until).catch(uncounted)); // a handler's bug concerns one effect
    return (await Promise.all(verdicts)).map((verdict, n) => ({ id: messages[n]!.id, ...verdict }));
  }

  /** Its breakers hold timers. */
  close(): void {
    for (const world of this.worlds.values()) world.shutdown();
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
      if (error instanceof BreakerOpen) return world.turnedAway(error);
      return this.unknown(bound.handler, effect, message, error);
    }
    await fault('effect.after_call');
    const verdict = await this.tell(message, message.id, bound.handler.tell(effect, result));
    await fault('effect.after_result');
    return verdict;
  }

  /** Only the first send acts without asking. */
  private async ask(
    handler: BoundEffect['handler'],
    effect: AnyMessage,
    { id, sends }: Message,
    world: Dependency,
    until: number,
  ): Promise<unknown> {
    await fault('effect.before_call');
    const call = <T>(make: (call: Call) => Promise<T>) => this.call(world, id, until, make);
    const earlier = sends > 1 ? await call((one) => handler.find(effect, one)) : undefined;
    return earlier === undefined ? call((one) => handler.act(effect, one)) : earlier;
  }

  private worldOf(type: string, handler: BoundEffect['handler']): Dependency {
    const world = this.worlds.get(type) ?? new Dependency(type, handler);
    this.worlds.set(type, world);
    return world;
  }

  /**
   * Begun only inside its lease: waiting in a queue past it once meant two e-mails without any fault. Given up at its deadline.
   * `AbortSignal.timeout` would keep every finished call in memory until its deadline, and make an exception for it then.
   */
  private async call<T>(world: Dependency, key: string, until: number, make: (call: Call) => Promise<T>): Promise<T> {
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
    return uncounted(error);
  }

  /** The result as a message to oneself, under the effect's id: the inbox takes it once, however often the effect is asked. */
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

const uncounted = (error: unknown): Verdict => {
  const wire = toWire(error);
  return {
    outcome: 'failed',
    counted: false,
    permanent: false,
    error: wire.code === 'internal' ? { ...wire, message: String((error as Error)?.message) } : wire,
  };
};
