import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { MOST_NAMES } from '../limits.js';

/** Version of the handshake; another version is refused. */
export const VERSION = 1;

const name = z.string().min(1).max(100);
const names = z.array(name).max(MOST_NAMES);
const nonce = z.string().regex(/^[\w-]{22}$/);
/** By sender and receiver. Only the form is checked here. */
const proofs = z.record(name, z.record(name, z.string().max(100)));

/** First packet, from the caller: its process, and the contexts for which it sends. */
export const Opening = z.object({ version: z.literal(VERSION), process: name, speaks: names, nonce });
/** Second packet, from the listener: its process, the contexts that it serves, and the proofs. */
export const Challenge = z.object({ process: name, serves: names, nonce, proofs });
/** Third packet, from the caller: its proofs. */
export const Response = z.object({ proofs });
/** Fourth packet, from the listener: calls may be sent. */
export const Welcome = z.object({ welcome: z.literal(true) });

export type Opening = z.output<typeof Opening>;
export type Challenge = z.output<typeof Challenge>;
export type Proofs = z.output<typeof proofs>;

/** A random value that makes the proofs of each connection different. */
export const freshNonce = (): string => randomBytes(16).toString('base64url');
