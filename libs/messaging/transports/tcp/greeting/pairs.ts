import type { KeyObject } from 'node:crypto';
import { MissingKey, type Accepted, type Channels } from '#libs/keys';
import { isProven, proofOf } from '../../proof/index.js';
import type { Challenge, Opening, Proofs } from './words.js';

/** The end of a connection that makes a proof. A proof of one end is not valid for the other, so it cannot be sent back. */
export type End = 'caller' | 'listener';
/** Receiver → the senders that may call it over this connection. */
export type Proven = ReadonlyMap<string, ReadonlySet<string>>;

/** The proven text contains both processes and both nonces, so a proof is valid for this connection only. */
type Meeting = readonly [Pick<Opening, 'process' | 'nonce'>, Pick<Challenge, 'process' | 'nonce'>];

/** The proofs of one end for every pair of a sender and a receiver whose key this process has. */
export function proofsOf(
  channels: Channels,
  end: End,
  { speaks, nonce, process }: Opening,
  listener: Listener,
): Proofs {
  const meeting: Meeting = [{ nonce, process }, listener];
  const rows = speaks.map((from) => {
    const proofs = listener.serves.flatMap((to) => {
      const [key] = keysOf(channels, from, to);
      return key ? [[to, proofOf(key, labelOf(end), textOf(meeting, from, to))] as const] : [];
    });
    return [from, Object.fromEntries(proofs)] as const;
  });
  return Object.fromEntries(rows);
}

/** The pairs that the other end has proven. Throws Forged when one of its proofs is wrong. */
export function provenIn(proofs: Proofs, channels: Channels, end: End, opening: Opening, listener: Listener): Proven {
  const proven = new Map<string, Set<string>>();
  for (const from of opening.speaks)
    for (const to of listener.serves) {
      const proof = Object.hasOwn(proofs, from) && Object.hasOwn(proofs[from]!, to) ? proofs[from]![to] : undefined;
      const keys = keysOf(channels, from, to);
      if (proof === undefined || !keys.length) continue;
      const text = textOf([opening, listener], from, to);
      if (!keys.some((key) => isProven(key, labelOf(end), text, proof))) throw new Forged(from, to);
      proven.set(to, (proven.get(to) ?? new Set()).add(from));
    }
  return proven;
}

/** The peer claims an identity without its key, or its keys come from another secret. */
export class Forged extends Error {
  constructor(from: string, to: string) {
    super(`its proof of what ${from} says to ${to} is wrong: its keys are of another secret, or it has none`);
  }
}

type Listener = Pick<Challenge, 'process' | 'nonce' | 'serves'>;

const labelOf = (end: End): string => `cleave tcp ${end}`;
const textOf = ([caller, listener]: Meeting, from: string, to: string): string =>
  JSON.stringify([caller.process, caller.nonce, listener.process, listener.nonce, from, to]);

/** None when this process is neither sender nor receiver. */
function keysOf(channels: Channels, from: string, to: string): Accepted<KeyObject> | readonly [] {
  try {
    return channels.keysOf(from, to, 'proof');
  } catch (error) {
    if (error instanceof MissingKey) return [];
    throw error;
  }
}
