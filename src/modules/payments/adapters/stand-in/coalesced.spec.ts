import { coalesced } from './coalesced.js';

/** Doubles numbers, and records each batch. */
function doubling(lanes: number) {
  const calls: number[][] = [];
  const gates: PromiseWithResolvers<void>[] = [];
  const double = coalesced<number, number>(lanes, async (items) => {
    calls.push([...items]);
    const gate = Promise.withResolvers<void>();
    gates.push(gate);
    await gate.promise;
    return items.map((item) => item * 2);
  });
  return { calls, gates, double };
}
const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

describe('coalesced', () => {
  it('makes one call of the calls of one turn, and answers each', async () => {
    const { calls, gates, double } = doubling(2);
    const answers = [1, 2, 3].map(double);
    await nextTurn();
    gates[0]!.resolve();
    expect(await Promise.all(answers)).toEqual([2, 4, 6]);
    expect(calls).toEqual([[1, 2, 3]]);
  });

  it('keeps what comes while all lanes are busy for one next call', async () => {
    const { calls, gates, double } = doubling(1);
    const answers = [];
    for (const n of [1, 2, 3]) {
      answers.push(double(n));
      await nextTurn();
    }
    expect(calls).toEqual([[1]]);
    gates[0]!.resolve();
    await nextTurn();
    expect(calls).toEqual([[1], [2, 3]]);
    gates[1]!.resolve();
    expect(await Promise.all(answers)).toEqual([2, 4, 6]);
  });

  it('fails all of a call, and goes on with the next', async () => {
    const { calls, gates, double } = doubling(1);
    const failing = [double(1), double(2)];
    const settled = Promise.allSettled(failing);
    await nextTurn();
    const next = double(3);
    gates[0]!.reject(new Error('broken'));
    expect((await settled).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await nextTurn();
    gates[1]!.resolve();
    expect(await next).toBe(6);
    expect(calls).toEqual([[1, 2], [3]]);
  });
});
