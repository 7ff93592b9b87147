import { jest } from '@jest/globals';
import type { DataSource, FindOperator } from 'typeorm';
import type { Host } from '../host.js';
import type { Request } from '../envelope.js';
import { inScope, scopeOfRequest } from '../scope.js';
import { Commits } from './commits.js';
import type { Projected } from './stream-state.js';
import { Watch } from './watch.js';

class View {
  id!: string;
  status!: string;
}
const isFinal = ({ status }: View): boolean => status === 'final';

describe('whoever waits for a view', () => {
  let stored: Map<string, View>;
  let asked: string[][];
  let commits: Commits;
  beforeEach(() => {
    jest.useFakeTimers();
    [stored, asked, commits] = [new Map(), [], new Commits()];
  });
  afterEach(() => jest.useRealTimers());

  const watch = (isReplicated = false, host = { isReplicated }): Watch => {
    const findBy = ({ id: { value } }: { id: FindOperator<string[]> }) => {
      asked.push(value as unknown as string[]);
      return Promise.resolve((value as unknown as string[]).flatMap((id) => stored.get(id) ?? []));
    };
    const dataSource = { getRepository: () => ({ findBy }) } as unknown as DataSource;
    return new Watch(commits, dataSource, host as Host);
  };
  const commit = (id: string, status: string): void =>
    commits.tell([{ entity: View, id, row: { id, status }, version: 1, isFirst: false } as Projected]);

  it('is told by a commit, and then was read once, with all who began in the same turn', async () => {
    const here = watch();
    const both = ['a', 'b'].map((id) => here.until(View, id, isFinal, 30_000));
    await jest.advanceTimersByTimeAsync(900);
    for (const id of ['a', 'b']) commit(id, 'final');
    await expect(Promise.all(both)).resolves.toMatchObject([{ status: 'final' }, { status: 'final' }]);
    expect(asked).toEqual([['a', 'b']]);
  });

  it.each([
    ['alone', false, 1_000],
    ['beside other replicas', true, 25],
  ])('is told by a poll what nobody here has committed: %s', async (_, isReplicated, pollMs) => {
    const here = watch(isReplicated);
    commit('a', 'pending'); // known, so it is not read at first
    const waits = here.until(View, 'a', isFinal, 30_000);
    stored.set('a', { id: 'a', status: 'final' });
    await jest.advanceTimersByTimeAsync(pollMs);
    expect(asked).toEqual([['a']]);
    await expect(waits).resolves.toMatchObject({ status: 'final' });
  });

  it('is told sooner as soon as another replica is there, and not sooner any more when it has left', async () => {
    const host = { isReplicated: false };
    const here = watch(false, host);
    void here.until(View, 'always', isFinal, 30_000);
    const readIn = async (ms: number): Promise<number> => {
      const before = asked.length;
      await jest.advanceTimersByTimeAsync(ms);
      return asked.length - before;
    };
    expect(await readIn(2_500)).toBe(3); // at the beginning, and twice by a poll
    host.isReplicated = true;
    expect(await readIn(1_500)).toBe(41); // at 3 s as before, then 40 times in a second
    host.isReplicated = false;
    expect(await readIn(5_000)).toBeLessThanOrEqual(6);
    here.release();
  });

  it('is not read by a poll that comes sooner than one interval after it began', async () => {
    const here = watch();
    commit('a', 'pending');
    void here.until(View, 'first', isFinal, 30_000);
    await jest.advanceTimersByTimeAsync(500);
    void here.until(View, 'a', isFinal, 30_000);
    await jest.advanceTimersByTimeAsync(500);
    expect(asked).toEqual([['first'], ['first']]);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(asked.at(-1)).toEqual(['first', 'a']);
    here.release();
  });

  it('gets what is known when the caller is about to stop waiting, though more time was asked for', async () => {
    const here = watch();
    commit('a', 'pending');
    const scope = scopeOfRequest({ headers: {}, body: '' } as Request, performance.now() + 1_000);
    const told = jest.fn();
    void inScope(scope, () => here.until(View, 'a', isFinal, 30_000)).then(told);
    await jest.advanceTimersByTimeAsync(999);
    expect(told).toHaveBeenCalledWith({ id: 'a', status: 'pending' });
    here.release();
  });

  it('gets what is known when time is over', async () => {
    const here = watch();
    commit('a', 'pending');
    const waits = here.until(View, 'a', isFinal, 200);
    await jest.advanceTimersByTimeAsync(200);
    await expect(waits).resolves.toEqual({ id: 'a', status: 'pending' });
  });
});
