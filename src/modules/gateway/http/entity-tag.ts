import { hash } from 'node:crypto';

/** One of a list. */
export const TAG = /(?:W\/)?("[\x21\x23-\x7e\x80-\xff]*")/g;
/** One or more tags with commas between them; lists may have empty elements (RFC 9110, 5.6.1). */
export const TAGS = /^[\s,]*(?:(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"[\s]*(?:,[\s,]*|$))+$/;

/** The strong entity tag of a body: 132 bits of its SHA-256. */
export const entityTag = (body: string): string => `"${hash('sha256', body, 'base64url').slice(0, 22)}"`;

/**
 * The strong entity tag of a body that shows a version: `"3.rl2YzZV4ZxLq0pXqEJ2mOA"`. `If-Match` is about the version alone, so that what
 * else changes in the body, such as what is available, makes nobody's change stale.
 */
export const versionedTag = (body: string, { version }: { readonly version: number }): string =>
  `"${version}.${entityTag(body).slice(1)}`;

/** Whether `If-None-Match` names this tag, by weak comparison (RFC 9110, 13.1.2); `*` names any. A header that is no list names none. */
export function namesTag(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  if (header.trim() === '*') return true;
  return TAGS.test(header) && [...header.matchAll(TAG)].some(([, named]) => named === tag);
}
