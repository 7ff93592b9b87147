import { isTooLong, lengthOf } from './length.js';

/**
 * A password in the form in which it is hashed, by the OpaqueString profile of RFC 8265: NFC, and every space is U+0020. Keyboards of
 * different systems send different forms, so without it the same password would not match on another system.
 */
export const secretOf = (raw: string): string => raw.replaceAll(/\p{Zs}/gu, ' ').normalize('NFC');

/** Lone surrogates are refused: in UTF-8 all of them become the same bytes, so different passwords would match. */
export function problemOfSecret(raw: string, min: number, max: number): string | undefined {
  if (isTooLong(raw, max)) return `at most ${max} characters`;
  if (!raw.isWellFormed()) return 'half of a surrogate pair, which is no character';
  const length = lengthOf(secretOf(raw));
  if (length < min) return `at least ${min} characters`;
  return length > max ? `at most ${max} characters` : undefined;
}
