import { jest } from '@jest/globals';
import { Breaker, BreakerOpen } from './index.js';

const fine = () => Promise.resolve('fine');
const broken = () => Promise.reject(new Error('broken'));
const times = (n: number, gate: Breaker, work: () => Promise<unknown>) =>
  Promise.allSettled(Array.from({ length: n }, () => gate.run(work)));

describe('breaker', () => {
  let gate: Breaker;
  afterEach(() => gate.shutdown());

  it('passes results and errors on', async () => {
    gate = new Breaker('provider');
    await expect(gate.run(fine)).resolves.toBe('fine');
    await expect(gate.run(broken)).rejects.toThrow('broken');
    expect(gate.state).toBe('closed');
  });

  it('stays closed while there are few calls', async () => {
    gate = new Breaker('provider');
    await times(19, gate, broken);
    expect(gate.state).toBe('closed');
  });

  it('opens when most of many calls fail, and then begins nothing', async () => {
    gate = new Breaker('provider');
    await times(20, gate, broken);
    let begun = 0;
    await expect(gate.run(async () => begun++)).rejects.toMatchObject({ code: 'breaker.open', dependency: 'provider' });
    await expect(gate.run(fine)).rejects.toBeInstanceOf(BreakerOpen);
    expect([gate.state, begun]).toEqual(['open', 0]);
  });

  it('stays closed when what fails is an answer', async () => {
    gate = new Breaker('provider', { isAnswer: (error) => (error as Error).message === 'broken' });
    await times(40, gate, broken);
    expect(gate.state).toBe('closed');
  });

  it('lets one call try after a while, and closes when it succeeds', async () => {
    jest.useFakeTimers();
    gate = new Breaker('provider', { resetMs: 1_000 });
    await times(20, gate, broken);
    jest.advanceTimersByTime(1_000);
    jest.useRealTimers();
    expect(gate.state).toBe('half-open');
    const [first, second] = await times(2, gate, fine);
    expect([first!.status, second!.status]).toEqual(['fulfilled', 'rejected']);
    expect(gate.state).toBe('closed');
  });

  it('opens when most of the calls that have ended failed, however many still wait for an answer', async () => {
    gate = new Breaker('provider', { volumeThreshold: 5 });
    void times(50, gate, () => new Promise(() => undefined));
    await times(5, gate, broken);
    expect(gate.state).toBe('open');
  });

  it('takes the end of a call that was begun before it opened for no trial', async () => {
    jest.useFakeTimers();
    gate = new Breaker('provider', { resetMs: 1_000 });
    const { promise, reject } = Promise.withResolvers<string>();
    const late = gate.run(() => promise);
    await times(20, gate, broken);
    jest.advanceTimersByTime(1_000);
    jest.useRealTimers();
    reject(new Error('broken'));
    await expect(late).rejects.toThrow('broken');
    expect(gate.state).toBe('half-open');
    await gate.run(fine);
    expect(gate.state).toBe('closed');
  });

  it('counts calls that were made beside it, while it is closed', async () => {
    gate = new Breaker('provider', { volumeThreshold: 5 });
    gate.count();
    for (let n = 0; n < 4; n++) gate.count(new Error('broken'));
    await new Promise(setImmediate);
    gate.count(new Error('late'));
    expect(gate.status).toMatchObject({ state: 'open', counts: { successes: 1, failures: 4, refused: 0 } });
  });

  it('opens again soon when only the one that tried was lucky, however many were turned away before', async () => {
    jest.useFakeTimers();
    gate = new Breaker('provider', { resetMs: 1_000 });
    await times(20, gate, broken);
    await times(500, gate, broken);
    jest.advanceTimersByTime(1_000);
    jest.useRealTimers();
    await times(1, gate, fine);
    await times(20, gate, broken);
    expect(gate.state).toBe('open');
  });
});
