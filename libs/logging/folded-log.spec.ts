import { jest } from '@jest/globals';
import { FoldedLog } from './folded-log.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

it('tells the count by itself, and leaves no timer when nothing is wrong any more', () => {
  const lines: string[] = [];
  const log = new FoldedLog((line) => void lines.push(line));
  for (let second = 0; second < 60; second++, jest.advanceTimersByTime(1_000)) log.happened('away', 'it is away');
  expect(lines).toEqual(['it is away', 'it is away (59 times more in 60.0 s)']);
  log.over('away');
  expect(lines.at(-1)).toBe('it is away: is over after 60 times in 60.0 s');
  jest.advanceTimersByTime(65_000);
  expect(jest.getTimerCount()).toBe(0);
  expect(lines).toHaveLength(3);
});
