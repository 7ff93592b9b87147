import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { Breakers } from './index.js';

const fine = () => Promise.resolve('fine');
const broken = () => Promise.reject(new Error('connection refused'));

describe('the breakers of a process', () => {
  let breakers: Breakers;
  let lines: string[];
  beforeEach(() => {
    jest.useFakeTimers();
    breakers = new Breakers();
    lines = [];
    for (const level of ['log', 'warn'] as const)
      jest.spyOn(Logger.prototype, level).mockImplementation((line) => void lines.push(`${level} ${line}`));
  });
  afterEach(() => {
    breakers.shutdown();
    jest.restoreAllMocks();
    jest.useRealTimers();
  });

  const call = async (times: number, work: () => Promise<unknown> = broken): Promise<void> => {
    const gate = breakers.of('shop to store', { volumeThreshold: 5 });
    for (let n = 0; n < times; n++) await gate.run(work).catch(() => undefined);
  };

  it('are one for each name', () => {
    expect(breakers.of('shop to store')).toBe(breakers.of('shop to store'));
    breakers.of('shop to bank');
    expect(breakers.list().map(({ name }) => name)).toEqual(['shop to bank', 'shop to store']);
  });

  it('tell their state, since when it lasts, and what the last ten seconds brought', async () => {
    const made = new Date();
    await call(1, fine);
    expect(breakers.list()).toEqual([
      {
        name: 'shop to store',
        state: 'closed',
        since: made,
        counts: { successes: 1, failures: 0, refused: 0 },
        opened: 0,
      },
    ]);
    jest.advanceTimersByTime(500);
    await call(4);
    await call(3);
    const counts = { successes: 1, failures: 4, refused: 3 };
    expect(breakers.list()).toMatchObject([{ state: 'open', since: new Date(+made + 500), counts, opened: 1 }]);
    jest.advanceTimersByTime(11_000);
    expect(breakers.list()).toMatchObject([{ state: 'half-open', counts: { successes: 0, failures: 0, refused: 0 } }]);
  });

  it('say once that calls are refused, however often a trial fails, and once that they are made again', async () => {
    await call(5);
    jest.advanceTimersByTime(1_000);
    await call(2);
    jest.advanceTimersByTime(1_500);
    await call(1, fine);
    expect(lines).toEqual([
      'warn shop to store: 5 of 5 calls in ten seconds failed, the last one because: connection refused. ' +
        'Calls are refused at once; every second one tries again.',
      'log shop to store: a trial succeeded after 2.5 s; calls are made again.',
    ]);
    expect(breakers.list()).toMatchObject([{ state: 'closed', opened: 1 }]);
  });

  it('say in a refusal when the next call may try', async () => {
    await call(5);
    jest.advanceTimersByTime(400);
    const refusal = breakers.of('shop to store').run(fine);
    await expect(refusal).rejects.toMatchObject({ code: 'breaker.open', retryAfterMs: 600 });
  });
});
