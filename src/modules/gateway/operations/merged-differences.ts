import { cursorAt } from '#libs/messaging/paging';
import type { Difference } from '#shared/kernel';

/** What a context has of a list that is sorted by when each was seen. */
interface Part<Row> {
  readonly differences: readonly Row[];
  readonly hasMore: boolean;
}

/** One page of several lists, what was seen first before the others. Where a list goes on, the page ends with its last row at the latest. */
export function merged<Row extends Difference>(parts: readonly Part<Row>[], limit: number) {
  const ends = parts.flatMap(({ differences, hasMore }) => (hasMore ? differences.slice(-1) : []));
  const all = parts.flatMap(({ differences }) => differences).toSorted(inOrder);
  const known = all.filter((one) => ends.every((end) => inOrder(one, end) <= 0));
  const data = known.slice(0, limit);
  const last = data.at(-1);
  const hasMore = last !== undefined && (all.length > data.length || ends.length > 0);
  return { data, page: { hasMore, next: hasMore ? cursorAt([last.since, last.id]) : null } };
}

const inOrder = (a: Difference, b: Difference): number =>
  a.since === b.since ? (a.id < b.id ? -1 : Number(a.id > b.id)) : a.since < b.since ? -1 : 1;
