import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '#libs/free-ports';
import { describeWithRedis, TestRedis, transportOver } from '#test/redis';
import { Random } from '#test/random';
import { waitFor } from '#test/wait-for';
import { Unreachable } from '../../errors.js';
import { frameOf, Inn, messageOf, requestOf } from '../conformance/inn.fixtures.js';
import { openGuest, openInn } from '../conformance/stay.fixtures.js';
import { RedisLab } from './redis-lab.fixtures.js';
import type { Transport } from '../transport.js';

describeWithRedis('what only a broker can do wrong', () => {
  let redis: TestRedis;
  const transports: Transport[] = [];
  beforeEach(async () => {
    redis = await TestRedis.start();
  });
  afterEach(async () => {
    await Promise.all(transports.splice(0).map((transport) => transport.close()));
    await redis.stop();
  });

  async function open(process: string, inn?: Inn): Promise<Transport> {
    const transport = await transportOver(redis, process);
    transports.push(transport);
    if (inn) await transport.serve([inn.server]);
    return transport;
  }
  const jobs = () => redis.ask(async (all) => (await all.keys('cleave:*')).filter((key) => /[0-9a-f-]{36}$/.test(key)));

  it('a Redis that evicts is refused at start', async () => {
    await redis.ask((all) => all.config('SET', 'maxmemory-policy', 'allkeys-lru'));
    await expect(open('one')).rejects.toMatchObject({
      code: 'redis.evicts',
      message: expect.stringMatching(/maxmemory-policy allkeys-lru.*set maxmemory-policy noeviction\.$/),
    });
  });

  it('a Redis that is not there is told without its password', async () => {
    const url = `redis://:hunter2@127.0.0.1:${await freePort()}`;
    const error = await transportOver({ url }, 'one').catch((reason: Error) => reason);
    expect(error).toMatchObject({ code: 'redis.unreachable', message: expect.stringContaining('ECONNREFUSED') });
    expect((error as Error).message).not.toContain('hunter2');
  });

  it('what its sender has given up leaves the broker, and is not begun later', async () => {
    const inn = new Inn('inn-1');
    const guest = (await open('guest')).carrierTo('inn');
    await redis.ask(async (somebody) => {
      await somebody.subscribe('cleave:serves:inn'); // like one that serves, and takes nothing
      const request = guest.request(requestOf({ text: '?' }, 500));
      await waitFor(async () => ((await jobs()).length ? undefined : 'no job is there'));
      await expect(request).rejects.toThrow('no answer came within 500 ms');
    });
    await waitFor(async () => (await jobs()).join(' ') || undefined);
    await open('inn-1', inn);
    expect(await guest.request(requestOf({ text: '!' }))).toHaveProperty('body');
    expect(inn.begun).toHaveLength(1);
  });

  it('a call that lies longer than its sender waits is dropped unrun', async () => {
    const inn = new Inn('inn-1');
    await open('inn-1', inn);
    const guest = (await open('guest')).carrierTo('inn');
    redis.freeze(); // the call stands in the socket's buffer
    const late = guest.deliver(frameOf([messageOf({ text: 'late' })], 300));
    await expect(late).rejects.toThrow('no answer came within 300 ms');
    redis.thaw();
    await waitFor(async () =>
      'body' in (await guest.request(requestOf({ text: '?' }, 500))) ? undefined : 'no reply',
    );
    await waitFor(async () => (await jobs()).join(' ') || undefined);
    expect(inn.begun).toHaveLength(1);
  });

  it('a Redis whose memory is full takes nothing, and says so', async () => {
    await open('inn-1', new Inn('inn-1'));
    const guest = (await open('guest')).carrierTo('inn');
    await redis.ask((all) => all.config('SET', 'maxmemory', '1'));
    await expect(guest.deliver(frameOf([messageOf({ text: '?' })]))).rejects.toBeInstanceOf(Unreachable);
    await redis.ask((all) => all.config('SET', 'maxmemory', '0'));
    expect(await guest.deliver(frameOf([messageOf({ text: '!' })]))).toMatchObject([{ outcome: 'done' }]);
  });

  it('what is said on the channel of the answers by somebody else harms nobody', async () => {
    await open('inn-1', new Inn('inn-1'));
    const guest = (await open('guest')).carrierTo('inn');
    await redis.ask(async (stranger) => {
      const [channel] = (await stranger.pubsub('CHANNELS', 'cleave:answers:guest:*')) as string[];
      for (const noise of ['', '{', 'null', '[]', '{"call":1}', '{"call":"x"}'])
        await stranger.publish(channel!, noise);
    });
    expect(await guest.request(requestOf({ text: '!' }))).toHaveProperty('body');
  });

  it('keeps no job, no more than two thousand calls in memory, and a short list of events', async () => {
    const inn = new Inn('inn-1');
    await open('inn-1', inn);
    const guest = (await open('guest')).carrierTo('inn');
    const calls = Array.from({ length: 2_500 }, () => guest.request(requestOf({ text: '?' }, 15_000)));
    const ends = await Promise.allSettled(calls);
    const refused = ends.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[];
    expect(refused).toHaveLength(500);
    expect(refused[0]!.reason).toBeInstanceOf(Unreachable);
    expect(inn.begun).toHaveLength(2_000);
    await waitFor(async () => (await jobs()).join(' ') || undefined);
    expect(await redis.ask((all) => all.xlen('cleave:inn.requests:events'))).toBeLessThan(500);
  });
});

describeWithRedis('connections that break at any moment', () => {
  let lab: RedisLab;
  beforeEach(async () => {
    lab = await RedisLab.make();
  });
  afterEach(() => lab.close());

  it('end no process, and leave no call without an end', async () => {
    await openInn(lab);
    const { carrier } = await openGuest(lab);
    const random = new Random();
    const calls: Promise<unknown>[] = [];
    for (let n = 0; n < 120; n++) {
      const process = n % 2 ? 'inn-1' : 'guest-1';
      lab.network.cut(process);
      lab.network.mend(process);
      calls.push(carrier.request(requestOf({ text: '?' }, 1_000)));
      await pause(random.next() * 40);
    }
    await Promise.allSettled(calls);
    await waitFor(async () =>
      'body' in (await carrier.request(requestOf({ text: '!' }, 1_000))) ? undefined : 'no reply',
    );
  });
});
