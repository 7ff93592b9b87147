/** The ids of one page of a comparison, in order. */
export interface Range {
  readonly ids: readonly string[];
  /** The last id of the page, when there may be more. */
  readonly next: string | undefined;
}

/**
 * The part of two ordered lists, each cut at `most`, in which nothing can be missing: up to where the first one that was cut ends.
 */
export function rangeOf(some: readonly string[], others: readonly string[], most: number): Range {
  const ends = [some, others].filter(({ length }) => length >= most).map((ids) => ids.at(-1)!);
  const next = ends.length ? ends.reduce((a, b) => (a < b ? a : b)) : undefined;
  const ids = [...new Set([...some, ...others])].filter((id) => next === undefined || id <= next).sort();
  return { ids, next };
}
