import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { MOST_NAMES } from '../limits.js';

/** Of the words below; a process that speaks another one is refused. */
export const VERSION = 1;

const name = z.string().min(1).max(100);
const names = z.array(name).max(MOST_NAMES);
const nonce = z.string().regex(/^[\w-]{22}$/);
/** By sender and receiver. Which of them are right is for the proof to say. */
const proofs = z.record(name, z.record(name, z.string().max(100)));

/** The caller begins: who he is, and in whose name he means to speak. */
export const Opening = z.object({ version: z.literal(VERSION), process: name, speaks: names, nonce });
/** The listener answers: who he is, whom he serves, and the proof that he does. */
export const Challenge = z.object({ process: name, serves: names, nonce, proofs });
/** The caller proves that he may speak. */
export const Response = z.object({ proofs });
/** The listener says that it can begin. */
export const Welcome = z.object({ welcome: z.literal(true) });

export type Opening = z.output<typeof Opening>;
export type Challenge = z.output<typeof Challenge>;
export type Proofs = z.output<typeof proofs>;

/** What nobody could have known before. */
export const freshNonce = (): string => randomBytes(16).toString('base64url');
