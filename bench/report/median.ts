/** Of the values that are known; undefined when none is. */
export function median(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined).toSorted((a, b) => a - b);
  const middle = known.length >> 1;
  return known.length % 2 ? known[middle] : known.length ? (known[middle - 1]! + known[middle]!) / 2 : undefined;
}
