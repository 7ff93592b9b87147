import { rangeOf } from './page-range.js';

it.each([
  ['all of both, where neither is cut', ['a', 'c'], ['b'], 3, ['a', 'b', 'c'], undefined],
  ['up to the end of the one that is cut', ['a', 'b'], ['a', 'c'].slice(0, 1), 2, ['a', 'b'], 'b'],
  ['up to the earlier end of two that are cut', ['a', 'b'], ['a', 'd'], 2, ['a', 'b'], 'b'],
  ['and what one alone has before it', ['c', 'd'], ['a', 'b'], 2, ['a', 'b'], 'b'],
  ['nothing', [], [], 2, [], undefined],
])('a page has %s', (_, some, others, most, ids, next) => expect(rangeOf(some, others, most)).toEqual({ ids, next }));

it('the pages of two lists have each id of both once, whatever the size', () => {
  const [some, others] = ['acdegikl', 'abdefjklz'].map((letters) => [...letters]) as [string[], string[]];
  for (const most of [1, 2, 3, 8, 20]) {
    const seen: string[] = [];
    let pages = 0;
    for (let after: string | undefined = ''; after !== undefined; pages++) {
      const start = after;
      const page = (list: readonly string[]) => list.filter((id) => id > start).slice(0, most);
      const range = rangeOf(page(some), page(others), most);
      seen.push(...range.ids);
      after = range.next;
    }
    expect(seen).toEqual([...'abcdefgijklz']);
    expect(pages).toBeLessThan(20);
  }
});
