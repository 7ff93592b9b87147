import type { Frame, Headers, Message, Receipt, Reply, Request } from '../../envelope.js';
import { Unreachable, Unreadable } from '../../errors.js';
import { areReceiptsOf, isWireError } from '../answers.js';
import { BadAnswer } from './errors.js';
import { parcel, type Parcel } from './packets.js';

/** Longer than any deadline; more would overflow a timer. */
const LONGEST_MS = 3_600_000;
const FIELDS = 4;

export const ofRequest = ({ body, ...head }: Request): Parcel => parcel(head, body);

export function toRequest({ head, texts }: Parcel): Request {
  const { id, type, headers, remainingMs, fingerprint } = (head ?? {}) as Partial<Request>;
  const isRead =
    areStrings(id, type, texts[0]) &&
    typeof headers === 'object' &&
    areStrings(headers?.source, fingerprint ?? '') &&
    isTime(remainingMs);
  if (!isRead) throw new Unreadable('it is no request');
  return { id: id!, type: type!, body: texts[0]!, headers: headers as Headers, remainingMs: remainingMs!, fingerprint };
}

/** The head of a frame, before the texts. */
interface FrameHead {
  /** The fields of all messages in one flat array: objects with property names would double the cost of JSON. */
  readonly fields: readonly unknown[];
  /** Failure counts by position in the frame. Separate, because most messages have none, and older receivers refuse additional fields. */
  readonly failures?: Readonly<Record<number, number>>;
}

export function ofFrame({ id, sender, receiver, remainingMs, messages }: Frame): Parcel {
  const fields: unknown[] = [];
  const texts: string[] = [];
  let failures: Record<number, number> | undefined;
  for (const [i, message] of messages.entries()) {
    fields.push(message.id, message.type, message.key, message.sends);
    texts.push(message.body, message.headers);
    if (message.failures) (failures ??= {})[i] = message.failures;
  }
  return { head: { id, sender, receiver, remainingMs, fields, failures }, texts };
}

export function toFrame({ head, texts }: Parcel): Frame {
  const { id, sender, receiver, remainingMs, fields, failures } = (head ?? {}) as Partial<Frame & FrameHead>;
  const isRead =
    areStrings(id, sender, receiver) &&
    isTime(remainingMs) &&
    Array.isArray(fields) &&
    fields.length === (texts.length / 2) * FIELDS;
  if (!isRead) throw new Unreadable('it is no frame');
  const messages = Array.from({ length: texts.length / 2 }, (_, i) => messageAt({ fields, failures }, texts, i));
  return { id: id!, sender: sender!, receiver: receiver!, remainingMs: remainingMs!, messages };
}

function messageAt({ fields, failures }: FrameHead, texts: readonly string[], i: number): Message {
  const [id, type, key, sends] = fields.slice(i * FIELDS, (i + 1) * FIELDS) as [string, string, string, number];
  const failed = failures?.[i];
  const isRead = areStrings(id, type, key) && Number.isInteger(sends) && Number.isInteger(failed ?? 0);
  if (!isRead) throw new Unreadable('one of its messages is none');
  return { id, type, key, body: texts[2 * i]!, headers: texts[2 * i + 1]!, sends, failures: failed };
}

export const ofReply = (reply: Reply): Parcel => ('error' in reply ? parcel(reply) : parcel(null, reply.body));

/** Throws BadAnswer. */
export function toReply({ head, texts }: Parcel): Reply {
  if (head === null && texts.length === 1) return { body: texts[0]! };
  const { error } = (head ?? {}) as { error?: unknown };
  if (isWireError(error)) return { error };
  throw new BadAnswer('it is no reply');
}

export const ofReceipts = (receipts: readonly Receipt[]): Parcel => parcel({ receipts });

/** One receipt for each of these messages. Throws BadAnswer. */
export function toReceipts({ head }: Parcel, messages: readonly Message[]): readonly Receipt[] {
  const { receipts } = (head ?? {}) as { receipts?: unknown };
  if (areReceiptsOf(messages, receipts)) return receipts;
  throw new BadAnswer('it is no receipts of the messages that were sent');
}

/** An error of the transport: why the receiver has not begun the call. */
export const ofRefusal = (error: Unreachable | Unreadable): Parcel => parcel({ [error.name]: error.message });

/** Throws the receiver's refusal, if it is one. */
export function accepted(answer: Parcel): Parcel {
  const { Unreachable: away, Unreadable: unread } = (answer.head ?? {}) as Record<string, unknown>;
  if (typeof away === 'string') throw new Unreachable(away);
  if (typeof unread === 'string') throw new Unreadable(unread);
  return answer;
}

const areStrings = (...values: readonly unknown[]): boolean => values.every((value) => typeof value === 'string');
const isTime = (ms: unknown): boolean => typeof ms === 'number' && ms > 0 && ms <= LONGEST_MS;
