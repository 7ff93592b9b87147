import { jest } from '@jest/globals';
import { Rounds } from './rounds.js';

describe('rounds', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  /** Rounds of a second each; each answers what comes next. */
  function roundsWith(...answers: readonly (boolean | Error)[]) {
    let begun = 0;
    const rounds = new Rounds('test', 1_000, async () => {
      const answer = answers[begun++] ?? false;
      if (answer instanceof Error) throw answer;
      return answer;
    });
    return { rounds, begun: () => begun };
  }

  it('begin after the interval, and again after each', async () => {
    const { rounds, begun } = roundsWith();
    rounds.start();
    await jest.advanceTimersByTimeAsync(999);
    expect(begun()).toBe(0);
    await jest.advanceTimersByTimeAsync(2_001);
    expect(begun()).toBe(3);
    await rounds.drain();
    await jest.advanceTimersByTimeAsync(10_000);
    expect(begun()).toBe(3);
  });

  it('follow sooner while there is more to do', async () => {
    const { rounds, begun } = roundsWith(true, true);
    rounds.start();
    await jest.advanceTimersByTimeAsync(1_200);
    expect(begun()).toBe(3);
    await rounds.drain();
  });

  it('go on after one that failed', async () => {
    const { rounds, begun } = roundsWith(new Error('no database'));
    rounds.start();
    await jest.advanceTimersByTimeAsync(2_000);
    expect(begun()).toBe(2);
    await rounds.drain();
  });

  it('are not done with an interval of 0', async () => {
    let begun = 0;
    const rounds = new Rounds('test', 0, async () => ++begun < 0);
    rounds.start();
    await jest.advanceTimersByTimeAsync(10_000);
    expect(begun).toBe(0);
    await rounds.drain();
  });
});
