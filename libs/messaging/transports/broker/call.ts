import type { Frame, Headers, Message, Request } from '../../envelope.js';

/** A frame or request in a queue. The broker has it under the call's id. */
export type BrokerCall = CallHead & ({ readonly frame: Frame } | { readonly request: Request });

export interface CallHead {
  /** Where the calling process waits for the answer: a channel or a queue of its own. */
  readonly from: string;
  /** When it was sent, in milliseconds of the transport's `CallClock`. */
  readonly sent: number;
  /** The caller's deadline by the same clock. */
  readonly until: number;
}

/** What lies in a queue: a call, and the proof that its sender has made it. */
export type ProvenCall = BrokerCall & { readonly proof: string };

/** The limit for bodies and headers, as over the other transports: a full frame has 512 K characters of bodies, plus headers. */
export const MOST_CHARACTERS = 2 * 1024 * 1024;

export const sizeOfFrame = ({ messages }: Frame): number =>
  messages.reduce((sum, { body, headers }) => sum + body.length + headers.length, 0);

/** The context in whose name it is made. */
export const speakerOf = (call: BrokerCall): string =>
  'frame' in call ? call.frame.sender : call.request.headers.source;

/** Parses what lay in a queue, keeping only the members that the proof covers; undefined when it is no call. */
export function readCall(data: unknown): ProvenCall | undefined {
  const { from, sent, until, proof, frame, request } = fieldsOf(data);
  const content = frame === undefined ? requestIn(request) : frameIn(frame);
  if (!content || !areStrings(from, proof) || !areTimes(sent, until)) return undefined;
  return { ...({ from, sent, until, proof } as Pick<ProvenCall, 'from' | 'sent' | 'until' | 'proof'>), ...content };
}

function frameIn(data: unknown): { frame: Frame } | undefined {
  const { id, sender, receiver, messages } = fieldsOf(data);
  if (!areStrings(id, sender, receiver) || !Array.isArray(messages)) return undefined;
  const read = messages.map(messageIn);
  return read.includes(undefined)
    ? undefined
    : { frame: { id, sender, receiver, messages: read, remainingMs: 0 } as Frame };
}

function messageIn(data: unknown): Message | undefined {
  const { id, type, key, body, headers, sends, failures } = fieldsOf(data);
  const isRead = areStrings(id, type, key) && areTexts(body, headers) && areCounts(sends, failures ?? 0);
  return isRead ? ({ id, type, key, body, headers, sends, failures } as Message) : undefined;
}

function requestIn(data: unknown): { request: Request } | undefined {
  const { id, type, body, headers, fingerprint } = fieldsOf(data);
  const isRead = areStrings(id, type, fieldsOf(headers)['source'], fingerprint ?? '') && areTexts(body);
  if (!isRead) return undefined;
  return { request: { id, type, body, headers: headers as Headers, fingerprint, remainingMs: 0 } as Request };
}

const areStrings = (...values: readonly unknown[]): boolean => values.every((value) => typeof value === 'string');
/** A lone surrogate has no UTF-8 form, so a proof could not tell two of them apart. JSON text escapes them. */
const areTexts = (...values: readonly unknown[]): boolean =>
  values.every((value) => typeof value === 'string' && value.isWellFormed());
const areTimes = (...values: readonly unknown[]): boolean => values.every((value) => Number.isFinite(value));
const areCounts = (...values: readonly unknown[]): boolean => values.every((value) => Number.isSafeInteger(value));

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
