import { Problem } from '../problems/problem.js';
import { TAG, TAGS } from './entity-tag.js';

const VERSIONED = /^"([1-9]\d{0,9})\.[\w-]{22}"$/;

/** Less than every version: what is asked to change by it has changed since. */
const NONE = 0;

/**
 * The version that the client has seen, by the tag in its `If-Match`; of several the latest, since versions only grow. A tag that no answer
 * had, or a weak one (RFC 9110, 13.1.1), names none: 0. Throws 428 without the header, and for `*`, which says nothing of what was seen;
 * 400 for what is no list of tags.
 */
export function versionIn(header: string | undefined): number {
  if (header === undefined || header.trim() === '*') throw new Problem(428, 'request.if-match-missing');
  if (!TAGS.test(header)) throw new Problem(400, 'request.invalid-if-match');
  const versions = [...header.matchAll(TAG)].map(([text]) => Number(VERSIONED.exec(text)?.[1] ?? NONE));
  return versions.reduce((latest, version) => Math.max(latest, version), NONE);
}
