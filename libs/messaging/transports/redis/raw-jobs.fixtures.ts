import { waitFor } from '#test/wait-for';
import type { TestRedis } from '#test/redis';

/** A job as stored in Redis, to write it as a client other than this transport would. */
export interface RawJob {
  readonly queue: string;
  readonly id: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** Adds it to the queue as the next job. */
export const put = (redis: TestRedis, { queue, id, fields }: RawJob): Promise<void> =>
  redis.ask(async (all) => {
    await all.hset(`${queue}:${id}`, fields);
    await all.lpush(`${queue}:wait`, id);
    await all.zadd(`${queue}:marker`, 0, '0');
  });

/** The same with an id used before: waits until the earlier job is removed, which would remove this one, too. */
export async function putAgain(redis: TestRedis, job: RawJob): Promise<void> {
  const key = `${job.queue}:${job.id}`;
  await waitFor(async () => ((await redis.ask((all) => all.exists(key))) ? `${key} is still there` : undefined));
  await put(redis, job);
}
