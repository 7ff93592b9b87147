import type { Channels } from '#libs/keys';
import { checkSender, contractOf, type Contract, type Identity, type ReplyOf, type SentBy } from '../contract/index.js';
import type { Carrier, Headers, Request } from '../envelope.js';
import { fromWire, invalidReply, messagingError } from '../errors.js';
import { newId, traceparent } from '../ids.js';
import { isoOf } from '../iso.js';
import { currentScope } from '../scope.js';
import { noChannels, Seals } from '../seal/seals.js';
import { Way } from './way.js';

export interface RequestOptions {
  /** The same id is the same request: it is done once, and answered with the same reply. @defaultValue a new one */
  readonly id?: string;
  /** @defaultValue whoever is behind the message at hand */
  readonly caller?: Identity;
  /** HMAC of what was asked under a client's Idempotency-Key. */
  readonly fingerprint?: string;
  /** @defaultValue the setting, and never more than what the request at hand has left */
  readonly deadlineMs?: number;
  readonly traceparent?: string;
  /** The context that is asked, where every context serves the contract. @defaultValue the contract's own */
  readonly to?: string;
}

/**
 * The request lane: asks another context and waits for its reply, within a deadline always. What was not begun is repeated until then; what
 * broke is repeated once, under the same id. A context that stays away is refused at once, until it answers again.
 */
export class Bus<Source extends string = any> {
  private readonly ways = new Map<string, Way>();
  private readonly seals: Seals;

  constructor(
    /** The context that asks. */
    readonly source: Source,
    private readonly carrierTo: (context: string) => Carrier | undefined,
    private readonly defaultDeadlineMs: number,
    channels: Channels = noChannels,
  ) {
    this.seals = new Seals(source, channels);
  }

  /**
   * The reply, as the contract describes it. Rejects with a Refusal: a code that the contract declares, or one of messaging's own; with
   * a TypeError, where the contract does not name this context among its senders.
   */
  async request<M extends SentBy<Source>>(message: M, options: RequestOptions = {}): Promise<ReplyOf<M>> {
    const contract = contractOf(message);
    checkSender(contract, this.source);
    const context = options.to ?? contract.context;
    const carrier = this.carrierTo(context);
    if (!carrier) throw messagingError('context.unavailable', `nobody here knows the way to ${context}`);
    const reply = await this.wayTo(context).ask(this.envelope(contract, message, context, options), carrier);
    if ('error' in reply) throw fromWire(reply.error);
    return replyIn(contract, reply.body) as ReplyOf<M>;
  }

  /** Called by Nest, when nobody asks any more: what arrives during a stop is still asked for. */
  onApplicationShutdown(): void {
    for (const way of this.ways.values()) way.close();
  }

  private wayTo(context: string): Way {
    const way = this.ways.get(context) ?? new Way(context);
    this.ways.set(context, way);
    return way;
  }

  private envelope(contract: Contract, message: object, receiver: string, options: RequestOptions): Request {
    const scope = currentScope();
    const id = options.id ?? newId();
    const left = scope ? scope.deadline - performance.now() : Infinity;
    const caller = options.caller ?? scope?.headers.caller;
    const headers: Headers = {
      source: this.source,
      time: isoOf(new Date()),
      traceparent: options.traceparent ?? scope?.headers.traceparent ?? traceparent(),
      correlationid: scope?.headers.correlationid ?? id,
      causationid: scope?.id ?? id,
      caller,
    };
    const remainingMs = Math.max(1, Math.min(options.deadlineMs ?? this.defaultDeadlineMs, left));
    const body = this.seals.bodyOf(contract, message, id, receiver);
    return { id, type: contract.name, body, headers, remainingMs, fingerprint: options.fingerprint };
  }
}

/** A reply that does not fit its contract is the answering side's bug, and is told like any other error. */
function replyIn({ name, reply }: Contract, body: string): unknown {
  const parsed = reply?.safeParse(JSON.parse(body) ?? undefined);
  if (parsed?.error) throw invalidReply(name, parsed.error);
  return parsed?.data;
}
