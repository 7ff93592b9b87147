import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Shows that its maker has the key (HMAC-SHA-256, base64url, 43 characters).
 *
 * @param label  what kind of text it is: a proof of one kind is none of another
 */
export const proofOf = (key: Buffer, label: string, text: string): string =>
  digestOf(key, label, text).toString('base64url');

/** Whether this proof, from anybody, is the one of this text; its time tells nothing of the right one. */
export function isProven(key: Buffer, label: string, text: string, proof: unknown): boolean {
  if (typeof proof !== 'string') return false;
  const [right, given] = [digestOf(key, label, text), Buffer.from(proof, 'base64url')];
  return given.length === right.length && timingSafeEqual(given, right);
}

const digestOf = (key: Buffer, label: string, text: string): Buffer =>
  createHmac('sha256', key).update(`${label}\0${text}`).digest();
