/** The word that was probably meant: the nearest with an edit distance of at most two, or a third of its letters. */
export function nearest(word: string, choices: readonly string[]): string | undefined {
  const rated = choices
    .map((choice) => ({ choice, strokes: strokesBetween(word.toLowerCase(), choice.toLowerCase()) }))
    .filter(({ choice, strokes }) => strokes <= Math.max(2, choice.length / 3) && strokes < choice.length);
  return rated.toSorted((a, b) => a.strokes - b.strokes)[0]?.choice;
}

/** `: did you mean payments?`, else the choices there are. */
export function didYouMean(word: string, choices: readonly string[]): string {
  const meant = nearest(word, choices);
  return meant ? `: did you mean ${meant}?` : `; known are ${choices.join(', ')}`;
}

/** Levenshtein distance; words longer than 40 letters are not compared. */
function strokesBetween(a: string, b: string): number {
  if (a.length > 40) return Infinity;
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next[j] = Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
    row = next;
  }
  return row[b.length]!;
}

/** A word of the file for an error message: shortened, control characters escaped. */
export const quoted = (word: unknown): string => JSON.stringify(String(word).slice(0, 60));
