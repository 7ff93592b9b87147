import { createHmac, timingSafeEqual, type KeyObject } from 'node:crypto';

/**
 * A message authentication code: proves that its maker has the key (HMAC-SHA-256, base64url, 43 characters).
 *
 * @param label  the kind of text, so that a proof of one kind is not valid for another
 */
export const proofOf = (key: KeyObject, label: string, text: string): string =>
  digestOf(key, label, text).toString('base64url');

/** Whether this untrusted proof belongs to this text; compared in constant time. */
export function isProven(key: KeyObject, label: string, text: string, proof: unknown): boolean {
  if (typeof proof !== 'string') return false;
  const [right, given] = [digestOf(key, label, text), Buffer.from(proof, 'base64url')];
  return given.length === right.length && timingSafeEqual(given, right);
}

const digestOf = (key: KeyObject, label: string, text: string): Buffer =>
  createHmac('sha256', key).update(`${label}\0${text}`).digest();
