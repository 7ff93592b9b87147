import { jest } from '@jest/globals';
import { LaneState } from './lane-state.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

test('a lane is away from the first frame without an answer until one is answered', () => {
  const state = new LaneState(() => Promise.resolve());
  expect(state.isOpen).toBe(true);
  state.unanswered();
  expect(state.isOpen).toBe(false);
  state.answered();
  expect(state.isOpen).toBe(true);
});

test.each(['answered', 'unanswered'] as const)(
  'an end is for good: a frame that is %s later opens nothing and probes nothing',
  (late) => {
    const knock = jest.fn(() => Promise.resolve());
    const state = new LaneState(knock);
    state.unanswered();
    state.end();
    state[late]();
    state.heard();
    jest.runAllTimers();
    expect(state.isOpen).toBe(false);
    expect(knock).not.toHaveBeenCalled();
  },
);
