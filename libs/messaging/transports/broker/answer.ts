import type { Receipt, Reply } from '../../envelope.js';
import { isProven, proofOf } from '../proof/index.js';
import type { ProofKey } from './call-proof.js';

/** The result of a call. */
export type CallResult =
  | { readonly receipts: readonly Receipt[] }
  | { readonly reply: Reply }
  /** The call was certainly not begun. */
  | { readonly unreachable: string }
  | { readonly unreadable: string }
  /** It is unknown whether the call was begun. */
  | { readonly broken: string };

/** Call id, proof, then the result as JSON. */
const FORM = /^([0-9a-f-]{36}) ([\w-]{43}) /;
const HEAD = 36 + 1 + 43 + 1;
/** A result has at most half a million characters; escaping makes the text longer. */
const MOST_CHARACTERS = 8 * 1024 * 1024;

/** An answer as it is sent. @param key  of the channel from the context that asked to the one that answers */
export function answerOf({ key, over }: ProofKey, call: string, result: CallResult): string {
  const text = JSON.stringify(result);
  return `${call} ${proofOf(key, `${over} answer`, call + text)} ${text}`;
}

/** The call that this text answers; undefined when it has not the form of an answer, since any client of the broker can send. */
export const callIn = (heard: string): string | undefined =>
  heard.length <= MOST_CHARACTERS ? FORM.exec(heard)?.[1] : undefined;

/** Undefined: it does not come from the context that was called. */
export function resultIn({ key, over }: ProofKey, call: string, heard: string): CallResult | undefined {
  const [proof, text] = [heard.slice(call.length + 1, HEAD - 1), heard.slice(HEAD)];
  return isProven(key, `${over} answer`, call + text, proof) ? (JSON.parse(text) as CallResult) : undefined;
}
