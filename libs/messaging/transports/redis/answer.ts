import type { Receipt, Reply } from '../../envelope.js';
import { isProven, proofOf } from '../proof/index.js';

/** What became of a call. */
export type Outcome =
  | { readonly receipts: readonly Receipt[] }
  | { readonly reply: Reply }
  /** Nothing of it was begun. */
  | { readonly unreachable: string }
  | { readonly unreadable: string }
  /** What became of it, nobody knows. */
  | { readonly broken: string };

const LABEL = 'redis answer';
/** A job id and a proof, as this process and those of its kind make them; then the outcome as JSON. */
const FORM = /^([0-9a-f-]{36}) ([\w-]{43}) /;
const HEAD = 36 + 1 + 43 + 1;
/** An outcome is half a million characters at most, which its coding may make longer. */
const MOST_CHARACTERS = 8 * 1024 * 1024;

/** An answer as it is published. @param key  of the channel from the context that asked to the one that answers */
export function answerOf(key: Buffer, call: string, outcome: Outcome): string {
  const text = JSON.stringify(outcome);
  return `${call} ${proofOf(key, LABEL, call + text)} ${text}`;
}

/** Which call this answers, if it is an answer; anybody may publish anything. */
export const callIn = (heard: string): string | undefined =>
  heard.length <= MOST_CHARACTERS ? FORM.exec(heard)?.[1] : undefined;

/** Undefined: it was not made by the context that was asked. */
export function outcomeIn(key: Buffer, call: string, heard: string): Outcome | undefined {
  const [proof, text] = [heard.slice(call.length + 1, HEAD - 1), heard.slice(HEAD)];
  return isProven(key, LABEL, call + text, proof) ? (JSON.parse(text) as Outcome) : undefined;
}
