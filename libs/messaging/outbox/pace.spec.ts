import { jest } from '@jest/globals';
import { Pace } from './pace.js';

describe('Pace', () => {
  beforeEach(() => void jest.useFakeTimers({ now: 0 }));
  afterEach(() => void jest.useRealTimers());

  /** When each of them comes within so long; `work` says what it does then. */
  async function comings(paces: readonly Pace[], withinMs: number, work: (pace: Pace) => void): Promise<number[][]> {
    const all = paces.map((): number[] => []);
    const owner = async (pace: Pace, times: number[]) => {
      while (performance.now() < withinMs) {
        times.push(Math.round(performance.now()));
        work(pace);
        await pace.sleep();
      }
    };
    paces.forEach((pace, n) => void owner(pace, all[n]!));
    await jest.advanceTimersByTimeAsync(withinMs);
    return all;
  }

  it('several that fail do not wake each other: each comes less and less often, once a second in the end', async () => {
    const paces = [new Pace(), new Pace(), new Pace()];
    const all = await comings(paces, 3_600, (pace) => {
      pace.failed();
      for (const other of paces) other.wakeIn(0); // the turn of suspects is free, as every sweep that fails finds
    });
    for (const times of all) expect(times).toEqual([0, 100, 300, 700, 1_500, 2_500, 3_500]);
  });

  it('what was asked for meanwhile is not forgotten when it works again', async () => {
    const pace = new Pace();
    let times = 0;
    const [came] = await comings([pace], 500, () => {
      if (++times > 1) return pace.worked();
      pace.failed();
      pace.wakeIn(150);
      setTimeout(() => pace.wakeIn(60), 60); // while it rests
    });
    expect(came).toEqual([0, 100, 120, 150]);
  });
});
