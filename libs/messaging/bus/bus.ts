import type { Channels } from '#libs/keys';
import { Breakers, type Breaker } from '#libs/resilience';
import { metering } from '#libs/telemetry';
import { checkSender, contractOf, type Contract, type Identity, type ReplyOf, type SentBy } from '../contract/index.js';
import type { Carrier, Headers, Request } from '../envelope.js';
import { fromWire, invalidReply, messagingError } from '../errors.js';
import { newId, traceparent } from '../ids.js';
import type { Host } from '../host.js';
import { isoOf } from '../iso.js';
import { currentScope } from '../scope.js';
import { called } from '../metrics/index.js';
import { calling, repeatedIn, replied } from '../spans/index.js';
import { noChannels, Seals } from '../seal/seals.js';
import { breakerOf, Way } from './way.js';

export interface RequestOptions {
  /** Requests with the same id are executed once and get the same reply. @defaultValue a new one */
  readonly id?: string;
  /** @defaultValue the caller of the current message */
  readonly caller?: Identity;
  /** HMAC of the content of a request with an Idempotency-Key. */
  readonly fingerprint?: string;
  /** @defaultValue the setting, at most the remaining time of the current request */
  readonly deadlineMs?: number;
  readonly traceparent?: string;
  /** The receiver of a contract that every context serves. @defaultValue the contract's own context */
  readonly to?: string;
  /**
   * `none`, for whoever can do without the answer: a context that cannot be reached is `context.unavailable` at once, and is not waited
   * for. @defaultValue until the deadline, within which a context that restarts is back
   */
  readonly patience?: 'none' | 'until the deadline';
}

/** What a bus needs of its process. */
type BusHost = Pick<Host, 'carrierTo' | 'settings' | 'channels' | 'breakers'>;

/**
 * Sends requests to other contexts and waits for the reply, always with a deadline. A request that was not begun is repeated until then;
 * one whose connection broke is repeated once with the same id. While a context stays away, requests fail immediately (`way.ts`).
 */
export class Bus<Source extends string = any> {
  private readonly ways = new Map<string, Way>();
  private readonly seals: Seals;

  constructor(
    /** The sending context. */
    readonly source: Source,
    private readonly carrierTo: (context: string) => Carrier | undefined,
    private readonly defaultDeadlineMs: number,
    channels: Channels = noChannels,
    private readonly breakerTo: (context: string) => Breaker = (context) => breakerOf(new Breakers(), source, context),
  ) {
    this.seals = new Seals(source, channels);
  }

  /** @param from  the context from whose place it asks: transports may differ from pair to pair */
  static of<Source extends string>(host: BusHost, source: Source, from: string = source): Bus<Source> {
    const carrierTo = (context: string) => host.carrierTo(context, from);
    const breakerTo = (context: string) => breakerOf(host.breakers, from, context);
    return new Bus(source, carrierTo, host.settings.requestDeadlineMs, host.channels, breakerTo);
  }

  /**
   * Returns the reply, validated by the contract. Rejects with a Refusal (a code of the contract or of messaging), or with a TypeError
   * when the contract does not list this context among its senders.
   */
  async request<M extends SentBy<Source>>(message: M, options: RequestOptions = {}): Promise<ReplyOf<M>> {
    const contract = contractOf(message);
    checkSender(contract, this.source);
    const context = options.to ?? contract.context;
    const carrier = this.carrierTo(context);
    if (!carrier) throw messagingError('context.unavailable', `no transport of this process leads to ${context}`);
    const parent = options.traceparent ?? currentScope()?.headers.traceparent;
    const span = calling(contract, this.source, context, parent);
    const request = this.envelope(contract, message, context, options, span?.traceparent ?? parent ?? traceparent());
    const ask = (by: Pick<Carrier, 'request'>) => {
      const answer = this.wayTo(context, carrier).ask(request, by, options.patience !== 'none');
      return metering ? called(contract, this.source, carrier, answer) : answer;
    };
    const reply = await (span ? replied(span, ask(repeatedIn(span, carrier))) : ask(carrier));
    if ('error' in reply) throw fromWire(reply.error);
    return replyIn(contract, reply.body) as ReplyOf<M>;
  }

  private wayTo(context: string, { isInProcess }: Carrier): Way {
    const way = this.ways.get(context) ?? new Way(isInProcess ? undefined : this.breakerTo(context));
    this.ways.set(context, way);
    return way;
  }

  private envelope(
    contract: Contract,
    message: object,
    receiver: string,
    options: RequestOptions,
    traceparent: string,
  ): Request {
    const scope = currentScope();
    const id = options.id ?? newId();
    const left = scope ? scope.deadline - performance.now() : Infinity;
    const caller = options.caller ?? scope?.headers.caller;
    const headers: Headers = {
      source: this.source,
      time: isoOf(new Date()),
      traceparent,
      correlationid: scope?.headers.correlationid ?? id,
      causationid: scope?.id ?? id,
      caller,
    };
    const remainingMs = Math.max(1, Math.min(options.deadlineMs ?? this.defaultDeadlineMs, left));
    const body = this.seals.bodyOf(contract, message, id, receiver);
    return { id, type: contract.name, body, headers, remainingMs, fingerprint: options.fingerprint };
  }
}

/** A reply that does not match its contract is a bug of the answering context, and rejects like any other error. */
function replyIn({ name, reply }: Contract, body: string): unknown {
  const parsed = reply?.safeParse(JSON.parse(body) ?? undefined);
  if (parsed?.error) throw invalidReply(name, parsed.error);
  return parsed?.data;
}
