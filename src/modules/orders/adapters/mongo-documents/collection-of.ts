const LARGEST = 2 ** 31 - 1;

/** The collection of a copy. Throws RangeError where that is not a number of one. */
export function collectionOf(copy: number): string {
  if (Number.isInteger(copy) && copy > 0 && copy <= LARGEST) return `orders_${copy}`;
  throw new RangeError(`${String(copy)} is not the number of a copy`);
}
