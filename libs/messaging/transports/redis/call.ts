import type { Frame, Receipt, Reply, Request } from '../../envelope.js';

/** A frame or request in a queue. Its job id is the call's id. */
export type Call = CallHead & ({ readonly frame: Frame } | { readonly request: Request });

interface CallHead {
  /** The channel on which the asking process waits: nobody else reads the answer. */
  readonly from: string;
  /** Until when it waits, in milliseconds of the broker's clock. */
  readonly until: number;
}

/** What comes back on that channel. */
export type Answer = { readonly call: string } & Outcome;
export type Outcome =
  | { readonly receipts: readonly Receipt[] }
  | { readonly reply: Reply }
  /** Nothing of it was begun. */
  | { readonly unreachable: string }
  | { readonly unreadable: string }
  /** What became of it, nobody knows. */
  | { readonly broken: string };

/** Of bodies and headers, as over the other transports: a full frame has 512 K characters of bodies, and its headers. */
export const MOST_CHARACTERS = 2 * 1024 * 1024;

export const sizeOfFrame = ({ messages }: Frame): number =>
  messages.reduce((sum, { body, headers }) => sum + body.length + headers.length, 0);

/** Where to answer, if the job says that much. */
export const callerOf = (data: unknown): string | undefined => text(data, 'from');

/** The call that a job holds; undefined: nothing that one of us would have written. Its messages are checked one by one by the door. */
export function readCall(data: unknown): Call | undefined {
  const { from, until, frame, request } = (data ?? {}) as Partial<Record<string, unknown>>;
  if (typeof from !== 'string' || !Number.isFinite(until)) return undefined;
  return isFrame(frame) || isRequest(request) ? (data as Call) : undefined;
}

/** Undefined: it comes from none of us. */
export function readAnswer(heard: string): Answer | undefined {
  try {
    const answer = JSON.parse(heard) as Answer;
    return text(answer, 'call') === undefined ? undefined : answer;
  } catch {
    return undefined;
  }
}

const isFrame = (frame: unknown): boolean =>
  text(frame, 'sender') !== undefined &&
  Array.isArray((frame as Frame).messages) &&
  (frame as Frame).messages.every((message) =>
    ['id', 'type', 'key', 'body', 'headers'].every((name) => text(message, name) !== undefined),
  );

const isRequest = (request: unknown): boolean =>
  ['id', 'type', 'body'].every((name) => text(request, name) !== undefined) &&
  text((request as Request).headers, 'source') !== undefined;

function text(holder: unknown, name: string): string | undefined {
  const value = (holder as Record<string, unknown> | null | undefined)?.[name];
  return typeof value === 'string' ? value : undefined;
}
