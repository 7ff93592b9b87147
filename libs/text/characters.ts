/** Invisible characters that some scripts need: joiners (Persian, Malayalam, Sinhala, emoji), Mongolian forms, directional marks. */
const NEEDED = String.raw`\u034F\u061C\u180E\u200C-\u200F\p{Variation_Selector}`;
const INVISIBLE = String.raw`\p{Default_Ignorable_Code_Point}`;

/** Characters that are not allowed in a line, and the error text of each. The first match is reported. */
export const REFUSED: readonly (readonly [found: RegExp, problem: string])[] = [
  [/\p{Cs}/u, 'half of a surrogate pair, which is no character'],
  [/\p{Cc}/u, 'no control characters'],
  [/[\p{Zl}\p{Zp}]/u, 'no line or paragraph separators'],
  [/[\u202A-\u202E\u2066-\u2069]/u, 'no characters that change the direction of other text'],
  [/[\u{E0000}-\u{E007F}]/u, 'no tag characters'],
  [/\p{Noncharacter_Code_Point}/u, 'no noncharacters'],
  [/\p{Co}/u, 'no private-use characters'],
  [/[\uFFF9-\uFFFD]/u, 'no replacement or annotation characters'],
  [new RegExp(`(?![${NEEDED}])${INVISIBLE}`, 'u'), 'no invisible characters'],
];

/** Visible by itself: a letter, number, sign or picture, but not a combining mark or an empty Braille cell. */
export const VISIBLE = new RegExp(String.raw`(?!${INVISIBLE}|\u2800)[\p{L}\p{N}\p{P}\p{S}]`, 'u');

/** A combining mark at the beginning, without the letter that it belongs to. */
export const LEADING_MARK = /^\p{M}/u;

/**
 * Too many combining marks in a row. Burmese, Tibetan and pointed Hebrew use up to seven; more than eight overlap the neighbouring lines.
 * Invisible characters between them do not end a run.
 */
export const TOO_MANY_MARKS = new RegExp(String.raw`[\p{M}${NEEDED}]{9}`, 'u');
