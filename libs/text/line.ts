import { isTooLong, lengthOf } from './length.js';
import { LEADING_MARK, REFUSED, TOO_MANY_MARKS, VISIBLE } from './characters.js';

/** The normalised text, or what is wrong with it. */
export type Reading = { readonly text: string } | { readonly problem: string };

/** Spaces of any width, but not line breaks, which are refused. */
const BLANK_ENDS = /^\p{Zs}+|(?<!\p{Zs})\p{Zs}+$/gu;

/** A line of text, such as a name: NFC (UAX #15), trimmed, of at most `max` code points. */
export function lineOf(raw: string, max: number): Reading {
  const tooLong = { problem: `at most ${max} characters` };
  if (isTooLong(raw, max)) return tooLong;
  const text = raw.normalize('NFC').replaceAll(BLANK_ENDS, '');
  if (lengthOf(text) > max) return tooLong;
  const problem = problemOf(text);
  return problem ? { problem } : { text };
}

function problemOf(text: string): string | undefined {
  const refused = REFUSED.find(([found]) => found.test(text));
  if (refused) return refused[1];
  if (!VISIBLE.test(text)) return 'nothing that can be seen';
  if (LEADING_MARK.test(text)) return 'begins with a mark that belongs to a letter';
  if (TOO_MANY_MARKS.test(text)) return 'too many marks on one letter';
  return undefined;
}
