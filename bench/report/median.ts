/** The median of the known values; undefined without one. */
export function median(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined).toSorted((a, b) => a - b);
  const middle = known.length >> 1;
  return known.length % 2 ? known[middle] : known.length ? (known[middle - 1]! + known[middle]!) / 2 : undefined;
}
