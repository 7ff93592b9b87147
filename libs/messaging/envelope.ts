import type { Identity } from './contract/index.js';
import type { WireError } from './errors.js';

/**
 * The words of messaging, as in *Enterprise Integration Patterns*; this list settles debates.
 *
 * - **message**: a command or an event for another context, or for oneself later. Durable: it lives in the sender's outbox.
 * - **request**: a command or a query whose caller waits for the **reply**, within a **deadline**.
 * - **item**: one decision for one message or request; the unit of a **batch**.
 * - **batch**: the items that one transaction of a context decides together.
 * - **reaction**: the handler that takes a message; a message with two reactions makes two items.
 * - **frame**: several messages to one receiver in one network call.
 * - **bundle**: the messages of one transaction to one receiver, stored as one row for as long as that does.
 * - **receipt**: the receiver's word about a message, given after its commit: done, failed or busy.
 * - **busy**: not now; nothing happened, and nothing is counted.
 * - **lease**: until when a sent outbox row is left alone.
 * - **timer**: a message to oneself that becomes due later.
 * - **effect**: a call to the world outside, run after the commit, that ends by a definite result.
 * - **suspect**: a message that was sent again and again without an answer. It may be a **poison message**, which kills its
 *   receiver: it has a frame and a batch of its own, and no other suspect of the process is under way meanwhile (ADR 0002).
 * - **dead letter**: a message that failed for good and waits for an operator.
 */
export interface Message {
  /** UUID; the same message keeps it however often it is sent. */
  readonly id: string;
  /** The contract's name. */
  readonly type: string;
  readonly key: string;
  /** The payload as JSON text. */
  readonly body: string;
  /** Headers as JSON text: most carriers only pass them on. */
  readonly headers: string;
  /** How often it was sent, this time included. */
  readonly sends: number;
  /** How often its receiver has failed at it, as its sender has counted. @defaultValue 0 */
  readonly failures?: number;
}

/** CloudEvents 1.0 attributes (with its distributed-tracing extension) that go beside id, type and subject (our key). */
export interface Headers {
  /** The context that sent it. */
  readonly source: string;
  /** When it was born, RFC 3339. */
  readonly time: string;
  /** W3C trace context. */
  readonly traceparent: string;
  /** The request or message that began it all. */
  readonly correlationid: string;
  /** The message that caused this one. */
  readonly causationid: string;
  readonly caller?: Identity;
  /** Room for a signature by the sender. */
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
  /** Sending it again cannot help. */
  readonly permanent: boolean;
  /** False: it is not the message's fault. */
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
  /** HMAC of what the client asked under its Idempotency-Key; absent without a key. */
  readonly fingerprint?: string;
}

/** A reply as JSON text, or a coded error. */
export type Reply = { readonly body: string } | { readonly error: WireError };

/** What a transport does for one receiver. It owns no truth: whatever it loses is sent again. */
export interface Carrier {
  request(request: Request): Promise<Reply>;
  /** The receipts of the messages of the frame; rejects when the receiver cannot be reached or does not answer. */
  deliver(frame: Frame): Promise<readonly Receipt[]>;
}
