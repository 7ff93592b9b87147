import type { ConfirmChannel } from 'amqplib';
import fc from 'fast-check';
import { describeWithRabbitmq, TestRabbitmq, transportOver } from '#test/rabbitmq';
import { newId } from '../../ids.js';
import { anyData, textOrJson } from '../broker/any-call.fixtures.js';
import { PeltedInn } from '../broker/pelted-inn.fixtures.js';
import { requestOf } from '../conformance/inn.fixtures.js';

const RUNS = 60;
const QUEUES = ['cleave.inn.requests', 'cleave.inn.frames'] as const;

/** Properties of a message, of which each may be anything that the protocol carries. */
const anyProperties = fc.record(
  {
    messageId: textOrJson.map((text) => text.slice(0, 60)),
    correlationId: textOrJson.map((text) => text.slice(0, 60)),
    replyTo: fc.constantFrom('', 'nowhere', 'cleave.inn.requests'),
    contentType: fc.constantFrom('', 'text/plain', 'application/json'),
    headers: fc.dictionary(fc.constantFrom('x-death', 'x-delivery-count', 'x'), fc.constantFrom('x', 7, true)),
    priority: fc.nat(255),
  },
  { requiredKeys: [] },
);

describeWithRabbitmq('whatever lies in RabbitMQ', () => {
  let rabbitmq: TestRabbitmq;
  let pelted: PeltedInn;
  beforeAll(async () => {
    rabbitmq = await TestRabbitmq.start();
    pelted = await PeltedInn.open((name, logger) => transportOver(rabbitmq.url, name, ['guest'], logger));
  });
  afterAll(async () => {
    await pelted.close();
    await rabbitmq.stop();
  });

  const property = <T>(values: fc.Arbitrary<T>, strike: (channel: ConfirmChannel, value: T) => unknown) =>
    rabbitmq.ask(async (connection) => {
      const channel = await connection.createConfirmChannel();
      const run = async (value: T) => {
        strike(channel, value);
        await channel.waitForConfirms();
      };
      await fc.assert(fc.asyncProperty(values, run), { numRuns: RUNS });
    });

  it('as a call, with whatever properties: it is refused, and later calls are served', async () => {
    const content = fc.oneof(
      textOrJson,
      anyData().map((value) => JSON.stringify(value)),
    );
    const any = fc.record({ queue: fc.constantFrom(...QUEUES), content, properties: anyProperties });
    await property(any, (channel, one) => channel.sendToQueue(one.queue, Buffer.from(one.content), one.properties));
    await pelted.goesOn();
    expect(pelted.inn.begun).toHaveLength(2);
  });

  it('as an answer: the call that waits gets its own', async () => {
    const asked = pelted.guest.carrierTo('inn').request(requestOf({ text: 'wait', wants: 'patience' }, 60_000));
    const answers = (await rabbitmq.queues()).find((name) => name.startsWith('cleave.answers.guest-1.'))!;
    const heads = fc.constantFrom('', `${newId()} `, `${newId()} ${'A'.repeat(43)} `);
    await property(fc.tuple(heads, textOrJson), (channel, [head, text]) =>
      channel.sendToQueue(answers, Buffer.from(head + text)),
    );
    pelted.inn.release();
    expect(await asked).toHaveProperty('body');
    await pelted.goesOn();
  });
});
