import type { Logger } from '@nestjs/common';
import { describeWithRedis, TestRedis } from '#test/redis';
import { waitFor } from '#test/wait-for';
import { Limit } from '../limit.js';
import { Limiter } from '../limiter.js';
import type { SharedCounter } from '../shared-counts.js';
import { RedisCounts } from './redis-counts.js';

const TEN = new Limit(10, 60);
const until = (condition: () => boolean): Promise<void> =>
  waitFor(async () => (condition() ? undefined : String(condition)));

describeWithRedis('counts that are shared over a Redis', () => {
  let redis: TestRedis;
  let open: RedisCounts[];
  let lines: string[];
  beforeEach(async () => {
    [redis, open, lines] = [await TestRedis.start(), [], []];
  });
  afterEach(async () => {
    for (const counts of open) counts.close();
    await redis.stop();
  });

  /** A limit of 10, as one process has it. */
  async function process(): Promise<{ limiter: Limiter; shared: SharedCounter }> {
    const say = (line: string) => void lines.push(line);
    const counts = new RedisCounts({
      url: redis.url,
      prefix: 'cleave',
      logger: { log: say, warn: say } as unknown as Logger,
    });
    open.push(counts);
    const shared = counts.of('requests', TEN);
    await until(() => shared.isReady);
    return { limiter: new Limiter('requests', TEN, { shared }), shared };
  }
  const admitted = async (limiter: Limiter, times: number): Promise<number> => {
    let count = 0;
    for (let n = 0; n < times; n++) if (!(await limiter.hitTogether('ada'))) count++;
    return count;
  };

  it('are one for all processes, also when all of them ask at once', async () => {
    const [one, other] = [await process(), await process()];
    const all = await Promise.all(
      [one, other].flatMap(({ limiter }) => Array.from({ length: 20 }, () => limiter.hitTogether('ada'))),
    );
    expect(all.filter((excess) => !excess).length).toBe(10);
  });

  it('are under names of this installation, with an end', async () => {
    await admitted((await process()).limiter, 1);
    const [keys, left] = await redis.ask(async (it) => [
      await it.keys('*'),
      await it.pttl('cleave:limit:requests:ada'),
    ]);
    expect(keys).toEqual(['cleave:limit:requests:ada']);
    expect(left).toBeGreaterThan(0);
  });

  it('a Redis that is killed admits nobody beyond the limit, is one line, and counts again when it is back', async () => {
    const { limiter, shared } = await process();
    expect(await admitted(limiter, 6)).toBe(6);
    await redis.kill9();
    await until(() => !shared.isReady);
    expect(await admitted(limiter, 100)).toBe(4);
    await redis.restart();
    await until(() => shared.isReady);
    expect(await admitted(limiter, 10)).toBe(0);
    const other = (await process()).limiter;
    await limiter.hitTogether('bob');
    expect(await admitted(other, 1)).toBe(1);
    expect(lines).toEqual([
      expect.stringMatching(
        /^Redis at 127\.0\.0\.1:\d+ is away \(.+\): rate limits are counted in each process alone$/,
      ),
      expect.stringMatching(/^Redis at 127\.0\.0\.1:\d+ answers again: rate limits are counted together$/),
    ]);
  });

  it('a Redis that is emptied gives nobody a fresh quota in a process that has counted', async () => {
    const { limiter } = await process();
    await admitted(limiter, 6);
    await redis.flush();
    expect(await admitted(limiter, 100)).toBe(4);
  });

  it('a Redis that is mute is asked by one request, the others do not wait for it; both lines are told', async () => {
    const { limiter, shared } = await process();
    redis.freeze();
    await limiter.hitTogether('ada');
    expect(shared.isReady).toBe(false);
    expect(await admitted(limiter, 100)).toBe(9);
    redis.thaw();
    await until(() => shared.isReady);
    await limiter.refresh('bob');
    await until(() => lines.length === 2);
    expect(lines).toEqual([expect.stringContaining('is away'), expect.stringContaining('answers again')]);
  });

  it('a Redis that was never there is one line, and it counts once it is', async () => {
    await redis.kill9();
    const say = (line: string) => void lines.push(line);
    const counts = new RedisCounts({
      url: redis.url,
      prefix: 'cleave',
      logger: { log: say, warn: say } as unknown as Logger,
    });
    open.push(counts);
    const shared = counts.of('requests', TEN);
    await until(() => lines.length === 1);
    const limiter = new Limiter('requests', TEN, { shared });
    expect(await admitted(limiter, 100)).toBe(10);
    await redis.restart();
    await until(() => shared.isReady);
    expect(lines).toEqual([expect.stringContaining('is away'), expect.stringContaining('answers again')]);
  });
});
