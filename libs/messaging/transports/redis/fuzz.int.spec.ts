import fc from 'fast-check';
import { describeWithRedis, TestRedis, transportOver } from '#test/redis';
import { waitFor } from '#test/wait-for';
import { newId } from '../../ids.js';
import { frameOf, Inn, messageOf, requestOf } from '../conformance/inn.fixtures.js';
import { anyData, anyText } from '../broker/any-call.fixtures.js';
import { put } from './raw-jobs.fixtures.js';
import type { Transport } from '../transport.js';

const RUNS = 60;
const QUEUES = ['cleave:inn.requests', 'cleave:inn.frames'] as const;

/** Members of BullMQ's own that a job may have beside its data. */
const anyField = fc.dictionary(
  fc.constantFrom(
    'name',
    'opts',
    'timestamp',
    'delay',
    'priority',
    'atm',
    'ats',
    'stc',
    'parentKey',
    'parent',
    'rjk',
    'deid',
    'nrjid',
    'progress',
    'returnvalue',
    'stacktrace',
    'pb',
    'lock',
  ),
  fc.oneof(
    anyText,
    fc.constantFrom(
      '{"attempts":-1}',
      '{"removeOnComplete":false}',
      '{"repeat":{"every":1}}',
      '{"delay":"x"}',
      '{"fpof":true}',
      '{"backoff":{"type":"x"}}',
      '{"de":{"id":"x"}}',
      '{"sizeLimit":0}',
    ),
  ),
);

describeWithRedis('whatever lies in the broker', () => {
  let redis: TestRedis;
  let inn: Inn;
  let guest: Transport;
  let served: Transport;
  const broken: unknown[] = [];
  const note = (error: unknown): void => void broken.push(error);
  beforeAll(async () => {
    process.on('unhandledRejection', note).on('uncaughtException', note);
    redis = await TestRedis.start();
    inn = new Inn('inn-1');
    const silent = { warn: () => undefined, log: () => undefined, debug: () => undefined, error: () => undefined };
    const open = (name: string) => transportOver(redis, name, ['guest'], silent);
    [served, guest] = await Promise.all([open('inn-1'), open('guest-1')]);
    await served.serve([inn.server]);
  });
  afterAll(async () => {
    await Promise.all([served.close(), guest.close()]);
    await redis.stop();
    process.off('unhandledRejection', note).off('uncaughtException', note);
  });

  /** Nothing has ended a process or a worker: what is called now is served. */
  async function goesOn(): Promise<void> {
    await waitFor(async () => {
      const replies = await Promise.allSettled([
        guest.carrierTo('inn').request(requestOf({ text: 'later' }, 2_000)),
        guest.carrierTo('inn').deliver(frameOf([messageOf({ text: 'later' })], 2_000)),
      ]);
      return replies.every(({ status }) => status === 'fulfilled') ? undefined : 'a later call is not answered';
    });
    expect(broken).toEqual([]);
  }
  const property = <T>(values: fc.Arbitrary<T>, strike: (value: T) => Promise<unknown>) =>
    fc.assert(
      fc.asyncProperty(values, async (value) => void (await strike(value))),
      { numRuns: RUNS },
    );

  it('as the data of a job: it is refused, and later calls are served', async () => {
    const data = anyData();
    await property(
      fc.record({ queue: fc.constantFrom(...QUEUES), data: fc.oneof(anyText, data) }),
      ({ queue, data: any }) => {
        const text = typeof any === 'string' ? any : JSON.stringify(any);
        return put(redis, { queue, id: newId(), fields: { name: 'x', opts: '{}', timestamp: '1', data: text } });
      },
    );
    await goesOn();
    expect(inn.begun).toHaveLength(2);
  });

  it('beside the data, as the broker keeps it: later calls are served', async () => {
    await property(fc.record({ queue: fc.constantFrom(...QUEUES), fields: anyField }), ({ queue, fields }) =>
      put(redis, { queue, id: newId(), fields: { name: 'x', data: '{}', ...fields } }),
    );
    await goesOn();
  });

  it('as the id of a job that is not there: later calls are served', async () => {
    await property(
      fc.record({ queue: fc.constantFrom(...QUEUES), id: fc.string({ unit: 'binary' }) }),
      ({ queue, id }) =>
        redis.ask(async (all) => {
          await all.lpush(`${queue}:wait`, id);
          await all.zadd(`${queue}:marker`, 0, '0');
        }),
    );
    await goesOn();
  });

  it('on the channel of the answers: the call that waits gets its own', async () => {
    const [channel] = (await redis.ask((all) => all.pubsub('CHANNELS', 'cleave:answers:guest-1:*'))) as string[];
    const heads = fc.constantFrom('', `${newId()} `, `${newId()} ${'A'.repeat(43)} `);
    const asked = guest.carrierTo('inn').request(requestOf({ text: 'wait', wants: 'patience' }, 60_000));
    await property(fc.tuple(heads, anyText), ([head, text]) => redis.ask((all) => all.publish(channel!, head + text)));
    inn.release();
    expect(await asked).toHaveProperty('body');
    await goesOn();
  });
});
