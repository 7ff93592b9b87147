import type { z } from 'zod';
import type { TransportOptions } from '../../transport.js';
import type { Turns } from './turns.js';
import { proofsOf, provenIn, type Proven } from './pairs.js';
import { Challenge, freshNonce, Opening, Response, VERSION, Welcome } from './words.js';

/** Who this process is, and the keys that show it. */
export type Self = Pick<TransportOptions, 'process' | 'speaks' | 'channels'>;

/**
 * The caller's part of what every connection begins with: both ends prove by the key of a channel, over nonces of both, which contexts
 * they speak for and serve. Gives the pairs for which that holds. Rejects with Forged, or a sentence.
 *
 * @param expected  the process that should be there: one that passes on to another is found out
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

/** The listener's part. Rejects with Forged, or a sentence; then nothing of that connection may be read any more. */
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
