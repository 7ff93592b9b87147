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

it('tells the count of what begins again after all was well', () => {
  const lines: string[] = [];
  const log = new FoldedLog((line) => void lines.push(line));
  log.happened('away', 'it is away');
  jest.advanceTimersByTime(65_000);
  for (let n = 0; n < 3; n++) log.happened('away', 'it is away');
  jest.advanceTimersByTime(60_000);
  expect(lines).toEqual(['it is away', 'it is away', 'it is away (2 times more in 60.0 s)']);
});

it('writes as many lines a minute as it was told to', () => {
  const lines: string[] = [];
  const log = new FoldedLog((line) => void lines.push(line), 2);
  for (const line of ['first', 'second', 'third']) log.happened('refused', line);
  expect(lines).toEqual(['first', 'second']);
});
