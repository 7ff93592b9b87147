/** Invisible characters that writing needs: joiners (Persian, Malayalam, Sinhala, emoji), Mongolian forms, directional marks. */
const NEEDED = String.raw`\u034F\u061C\u180E\u200C-\u200F\p{Variation_Selector}`;
const INVISIBLE = String.raw`\p{Default_Ignorable_Code_Point}`;

/** Kinds of characters that no line may hold, and how each is named to whoever wrote it. The first that matches is told. */
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

/** Shows something by itself: a letter, number, sign or picture. A combining mark does not, nor does a Braille cell without dots. */
export const VISIBLE = new RegExp(String.raw`(?!${INVISIBLE}|\u2800)[\p{L}\p{N}\p{P}\p{S}]`, 'u');

/** Belongs to the letter before it, which is missing. */
export const LEADING_MARK = /^\p{M}/u;

/**
 * Marks in one run. Burmese, Tibetan and pointed Hebrew stack up to seven; more than eight is drawn over the neighbouring lines.
 * Invisible characters between them do not end a run.
 */
export const TOO_MANY_MARKS = new RegExp(String.raw`[\p{M}${NEEDED}]{9}`, 'u');
