import type { Difference } from '#shared/kernel';
import { merged } from './merged-differences.js';

const seen = (id: string, minute: number) =>
  ({ id, since: `2026-11-24T10:0${minute}:00.000Z` }) as unknown as Difference;
const [a, b, c, d] = [seen('a', 1), seen('b', 2), seen('c', 3), seen('d', 3)];
const part = (differences: readonly Difference[], hasMore = false) => ({ differences, hasMore });
const idsOf = ({ data, page }: ReturnType<typeof merged>) => [data.map(({ id }) => id).join(''), page.hasMore];

describe('the differences of several contexts', () => {
  it.each([
    ['are one list', [part([a!, c!]), part([b!, d!])], 10, ['abcd', false]],
    ['end with the limit', [part([a!, c!]), part([b!, d!])], 3, ['abc', true]],
    ['end where one of them goes on', [part([a!], true), part([b!, d!])], 10, ['a', true]],
    ['go on with the context that has more', [part([a!, b!], true), part([])], 10, ['ab', true]],
    ['are none', [part([]), part([])], 10, ['', false]],
  ] as const)('%s', (_, parts, limit, expected) => expect(idsOf(merged(parts, limit))).toEqual(expected));
});
