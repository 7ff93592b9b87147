import { isTooLong, lengthOf } from './length.js';

/**
 * A password as it is hashed, by the OpaqueString profile of RFC 8265: NFC, and every space is U+0020. Which form a keyboard
 * sends depends on the system, so the same password typed elsewhere would not open.
 */
export const secretOf = (raw: string): string => raw.replaceAll(/\p{Zs}/gu, ' ').normalize('NFC');

/** Half a surrogate pair cannot be encoded: all of them would become the same bytes, and so open for each other. */
export function problemOfSecret(raw: string, min: number, max: number): string | undefined {
  if (isTooLong(raw, max)) return `at most ${max} characters`;
  if (!raw.isWellFormed()) return 'half of a surrogate pair, which is no character';
  const length = lengthOf(secretOf(raw));
  if (length < min) return `at least ${min} characters`;
  return length > max ? `at most ${max} characters` : undefined;
}
