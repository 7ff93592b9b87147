import type { Identity } from './contract/index.js';
import type { WireError } from './errors.js';

/**
 * The terms of messaging, as in *Enterprise Integration Patterns*.
 *
 * - **message**: a command or an event for another context, or later for the own one. Durable: it is stored in the sender's outbox.
 * - **request**: a command or a query whose caller waits for the **reply**, within a **deadline**.
 * - **item**: one decision for one message or request; the unit of a **batch**.
 * - **batch**: the items that one transaction of a context decides together.
 * - **reaction**: a handler of a message; a message with two reactions becomes two items.
 * - **frame**: several messages to one receiver in one network call.
 * - **bundle**: the messages of one transaction to one receiver, stored as one row instead of one row each.
 * - **receipt**: the receiver's answer to a message, sent after its commit: done, failed or busy.
 * - **busy**: the receiver cannot process it now; nothing has happened, and it does not count as a failure.
 * - **lease**: the time during which a sent outbox row is not sent again.
 * - **timer**: a message to the own context that becomes due later.
 * - **effect**: a call of an external system, made after the commit and repeated until its result is known.
 * - **suspect**: a message that was sent again and again without an answer. It may be a **poison message**, which kills its
 *   receiver: it has a frame and a batch of its own, and no other suspect of the process is under way meanwhile (ADR 0002).
 * - **dead letter**: a message that failed for good and waits for an operator.
 */
export interface Message {
  /** UUID; the same for every send of the message. */
  readonly id: string;
  /** The contract's name. */
  readonly type: string;
  readonly key: string;
  /** The payload as JSON text. */
  readonly body: string;
  /** Headers as JSON text, since most carriers only forward them. */
  readonly headers: string;
  /** How often it was sent, including this send. */
  readonly sends: number;
  /** How often its receiver has failed to process it, counted by the sender. @defaultValue 0 */
  readonly failures?: number;
}

/** CloudEvents 1.0 attributes (with its distributed-tracing extension) that go beside id, type and subject (our key). */
export interface Headers {
  /** The context that sent it. */
  readonly source: string;
  /** When it was created, RFC 3339. */
  readonly time: string;
  /** W3C trace context. */
  readonly traceparent: string;
  /** The first request or message of the causal chain. */
  readonly correlationid: string;
  /** The message that caused this one. */
  readonly causationid: string;
  readonly caller?: Identity;
  /** Reserved for a signature by the sender. */
  readonly signature?: string;
}

export interface Frame {
  readonly id: string;
  readonly sender: string;
  readonly receiver: string;
  readonly messages: readonly Message[];
  /** After so many milliseconds the sender no longer waits for receipts. */
  readonly remainingMs: number;
}

export type Receipt = { readonly id: string } & Verdict;
export type Verdict = { readonly outcome: 'done' } | { readonly outcome: 'busy' } | Failed;
export interface Failed {
  readonly outcome: 'failed';
  readonly error: WireError;
  /** A retry cannot help. */
  readonly permanent: boolean;
  /** False: the message did not cause the failure, so it is not counted. */
  readonly counted: boolean;
  /** When to send it again, in milliseconds from now. @defaultValue the sender's own pause */
  readonly againInMs?: number;
}

export interface Request {
  readonly id: string;
  readonly type: string;
  readonly body: string;
  readonly headers: Headers;
  readonly remainingMs: number;
  /** HMAC of the content of a request with an Idempotency-Key; absent without a key. */
  readonly fingerprint?: string;
}

/** A reply as JSON text, or a coded error. */
export type Reply = { readonly body: string } | { readonly error: WireError };

/** Delivers to one receiver. It stores nothing durably: messages that it loses are sent again. */
export interface Carrier {
  /** The receiver is in this process: it cannot be away, and needs no breaker. @defaultValue false */
  readonly isInProcess?: boolean;
  /** The transport to another process. */
  readonly transport?: string;
  request(request: Request): Promise<Reply>;
  /** The receipts of the messages of the frame; rejects when the receiver cannot be reached or does not answer. */
  deliver(frame: Frame): Promise<readonly Receipt[]>;
}
