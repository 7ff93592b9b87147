import { invalid } from './api-error.js';
import type { Params } from './params.js';

export interface Page {
  readonly limit: number;
  readonly after: string | undefined;
}

export const pageIn = (params: Params): Page => ({
  limit: params.whole('limit', { min: 1, max: 100 }) ?? 10,
  after: params.text('starting_after'),
});

interface List<T> {
  readonly object: 'list';
  readonly data: readonly T[];
  readonly has_more: boolean;
  readonly url: string;
}

/**
 * A page of a list, newest first.
 *
 * @param all  in the order in which they were made
 */
export function listed<T extends { readonly id: string }>(
  all: readonly T[],
  { limit, after }: Page,
  url: string,
): List<T> {
  const newestFirst = all.toReversed();
  const last = after === undefined ? -1 : newestFirst.findIndex(({ id }) => id === after);
  if (after !== undefined && last < 0)
    throw invalid(`No such object: '${after}'`, { code: 'resource_missing', param: 'starting_after' });
  const data = newestFirst.slice(last + 1, last + 1 + limit);
  return { object: 'list', data, has_more: newestFirst.length > last + 1 + limit, url };
}
