import fc from 'fast-check';
import { anyText } from '#libs/testing/inputs';
import { describeWithRedis, TestRedis, transportOver } from '#test/redis';
import { newId } from '../../ids.js';
import { PeltedInn } from '../broker/pelted-inn.fixtures.js';
import { requestOf } from '../conformance/inn.fixtures.js';
import { anyData, textOrJson } from '../broker/any-call.fixtures.js';
import { put } from './raw-jobs.fixtures.js';

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
    textOrJson,
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
  let pelted: PeltedInn;
  beforeAll(async () => {
    redis = await TestRedis.start();
    pelted = await PeltedInn.open((name, logger) => transportOver(redis, name, ['guest'], logger));
  });
  afterAll(async () => {
    await pelted.close();
    await redis.stop();
  });

  const property = <T>(values: fc.Arbitrary<T>, strike: (value: T) => Promise<unknown>) =>
    fc.assert(
      fc.asyncProperty(values, async (value) => void (await strike(value))),
      { numRuns: RUNS },
    );

  it('as the data of a job: it is refused, and later calls are served', async () => {
    const data = anyData();
    await property(
      fc.record({ queue: fc.constantFrom(...QUEUES), data: fc.oneof(textOrJson, data) }),
      ({ queue, data: any }) => {
        const text = typeof any === 'string' ? any : JSON.stringify(any);
        return put(redis, { queue, id: newId(), fields: { name: 'x', opts: '{}', timestamp: '1', data: text } });
      },
    );
    await pelted.goesOn();
    expect(pelted.inn.begun).toHaveLength(2);
  });

  it('beside the data, as the broker keeps it: later calls are served', async () => {
    await property(fc.record({ queue: fc.constantFrom(...QUEUES), fields: anyField }), ({ queue, fields }) =>
      put(redis, { queue, id: newId(), fields: { name: 'x', data: '{}', ...fields } }),
    );
    await pelted.goesOn();
  });

  it('as the id of a job that is not there: later calls are served', async () => {
    await property(fc.record({ queue: fc.constantFrom(...QUEUES), id: anyText() }), ({ queue, id }) =>
      redis.ask(async (all) => {
        await all.lpush(`${queue}:wait`, id);
        await all.zadd(`${queue}:marker`, 0, '0');
      }),
    );
    await pelted.goesOn();
  });

  it('on the channel of the answers: the call that waits gets its own', async () => {
    const [channel] = (await redis.ask((all) => all.pubsub('CHANNELS', 'cleave:answers:guest-1:*'))) as string[];
    const heads = fc.constantFrom('', `${newId()} `, `${newId()} ${'A'.repeat(43)} `);
    const asked = pelted.guest.carrierTo('inn').request(requestOf({ text: 'wait', wants: 'patience' }, 60_000));
    await property(fc.tuple(heads, textOrJson), ([head, text]) =>
      redis.ask((all) => all.publish(channel!, head + text)),
    );
    pelted.inn.release();
    expect(await asked).toHaveProperty('body');
    await pelted.goesOn();
  });
});
