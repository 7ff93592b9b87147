import type { z } from 'zod';
import type { TransportOptions } from '../../transport.js';
import type { Turns } from './turns.js';
import { proofsOf, provenIn, type Proven } from './pairs.js';
import { Challenge, freshNonce, Opening, Response, VERSION, Welcome } from './words.js';

/** The identity of this process, and the keys that prove it. */
export type Self = Pick<TransportOptions, 'process' | 'speaks' | 'channels'>;

/**
 * The caller's side of the handshake. With the keys of channels and nonces of both ends, each end proves which contexts it sends for and
 * serves. Returns the proven pairs of sender and receiver. Rejects with Forged, or an error with a readable message.
 *
 * @param expected  the process that should answer, so that a relay to another process is detected
 */
export async function greet(turns: Turns, { process, speaks, channels }: Self, expected: string): Promise<Proven> {
  const opening: Opening = { version: VERSION, process, speaks: [...speaks], nonce: freshNonce() };
  turns.say(opening);
  const challenge = read(Challenge, await turns.heard());
  if (challenge.process !== expected) throw new Error(`${challenge.process} is there in place of ${expected}`);
  const proven = provenIn(challenge.proofs, channels, 'listener', opening, challenge);
  if (!proven.size) throw new Error(`it does not prove that it serves what ${speaks.join(', ')} may call`);
  turns.say({ proofs: proofsOf(channels, 'caller', opening, challenge) });
  read(Welcome, await turns.heard());
  return proven;
}

/** The listener's side. Rejects with Forged, or an error with a readable message; the connection must not be read any further then. */
export async function beGreeted(
  turns: Turns,
  { process, channels }: Omit<Self, 'speaks'>,
  serves: readonly string[],
): Promise<Proven> {
  const opening = read(Opening, await turns.heard());
  const self = { process, serves: [...serves], nonce: freshNonce() };
  turns.say({ ...self, proofs: proofsOf(channels, 'listener', opening, self) });
  const { proofs } = read(Response, await turns.heard());
  const proven = provenIn(proofs, channels, 'caller', opening, self);
  if (!proven.size) throw new Error(`${opening.process} does not prove that it may call anything here`);
  turns.say({ welcome: true });
  return proven;
}

function read<T>(schema: z.ZodType<T>, text: string): T {
  const words = schema.safeParse(asJson(text));
  if (!words.success) throw new Error('it says something else than the greeting');
  return words.data;
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
