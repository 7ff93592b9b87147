import { jest } from '@jest/globals';
import { Alarm } from './alarm.js';

describe('Alarm', () => {
  let alarm: Alarm;
  beforeEach(() => {
    jest.useFakeTimers({ now: 0 });
    alarm = new Alarm();
  });
  afterEach(() => jest.useRealTimers());

  /** The moments at which it wakes within so many milliseconds. */
  async function wakings(withinMs: number): Promise<number[]> {
    const seen: number[] = [];
    const owner = async () => {
      while (performance.now() < withinMs) {
        await alarm.wait(1_000);
        seen.push(Math.round(performance.now()));
      }
    };
    void owner();
    await jest.advanceTimersByTimeAsync(withinMs);
    return seen;
  }

  it('wakes at each moment, in order, also at those after a waking', async () => {
    for (const ms of [470, 450, 900]) alarm.wakeIn(ms);
    expect(await wakings(950)).toEqual([450, 470, 900]);
  });

  it('wakes now and then without being asked', async () => {
    expect(await wakings(2_500)).toEqual([1_000, 2_000]);
  });

  it('rounds up what is far away: many timers are few wakings', async () => {
    for (let ms = 1_300; ms < 1_490; ms += 10) alarm.wakeIn(ms);
    expect(await wakings(1_900)).toEqual([1_000, 1_500]);
  });

  it('wakes earlier when it is told while it sleeps', async () => {
    const woken = wakings(500);
    alarm.wakeIn(100);
    expect(await woken).toEqual([100]);
  });

  it('is rung by hand', async () => {
    const waiting = alarm.wait(1_000);
    alarm.ring();
    await expect(waiting).resolves.toBeUndefined();
  });
});
