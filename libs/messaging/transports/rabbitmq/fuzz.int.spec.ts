import type { ConfirmChannel } from 'amqplib';
import fc from 'fast-check';
import { describeWithRabbitmq, TestRabbitmq, transportOver } from '#test/rabbitmq';
import { waitFor } from '#test/wait-for';
import { newId } from '../../ids.js';
import { anyData, anyText } from '../broker/any-call.fixtures.js';
import { frameOf, Inn, messageOf, requestOf } from '../conformance/inn.fixtures.js';
import type { Transport } from '../transport.js';

const RUNS = 60;
const QUEUES = ['cleave.inn.requests', 'cleave.inn.frames'] as const;

/** Properties of a message, of which each may be anything that the protocol carries. */
const anyProperties = fc.record(
  {
    messageId: anyText.map((text) => text.slice(0, 60)),
    correlationId: anyText.map((text) => text.slice(0, 60)),
    replyTo: fc.constantFrom('', 'nowhere', 'cleave.inn.requests'),
    contentType: fc.constantFrom('', 'text/plain', 'application/json'),
    headers: fc.dictionary(fc.constantFrom('x-death', 'x-delivery-count', 'x'), fc.constantFrom('x', 7, true)),
    priority: fc.nat(255),
  },
  { requiredKeys: [] },
);

describeWithRabbitmq('whatever lies in RabbitMQ', () => {
  let rabbitmq: TestRabbitmq;
  let inn: Inn;
  let guest: Transport;
  let served: Transport;
  const broken: unknown[] = [];
  const note = (error: unknown): void => void broken.push(error);
  beforeAll(async () => {
    process.on('unhandledRejection', note).on('uncaughtException', note);
    rabbitmq = await TestRabbitmq.start();
    inn = new Inn('inn-1');
    const silent = { warn: () => undefined, log: () => undefined, debug: () => undefined, error: () => undefined };
    const open = (name: string) => transportOver(rabbitmq.url, name, ['guest'], silent);
    [served, guest] = await Promise.all([open('inn-1'), open('guest-1')]);
    await served.serve([inn.server]);
  });
  afterAll(async () => {
    await Promise.all([served.close(), guest.close()]);
    await rabbitmq.stop();
    process.off('unhandledRejection', note).off('uncaughtException', note);
  });

  /** Nothing has ended a process or a consumer: what is called now is served. */
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
      anyText,
      anyData().map((value) => JSON.stringify(value)),
    );
    const any = fc.record({ queue: fc.constantFrom(...QUEUES), content, properties: anyProperties });
    await property(any, (channel, one) => channel.sendToQueue(one.queue, Buffer.from(one.content), one.properties));
    await goesOn();
    expect(inn.begun).toHaveLength(2);
  });

  it('as an answer: the call that waits gets its own', async () => {
    const asked = guest.carrierTo('inn').request(requestOf({ text: 'wait', wants: 'patience' }, 60_000));
    const answers = (await rabbitmq.queues()).find((name) => name.startsWith('cleave.answers.guest-1.'))!;
    const heads = fc.constantFrom('', `${newId()} `, `${newId()} ${'A'.repeat(43)} `);
    await property(fc.tuple(heads, anyText), (channel, [head, text]) =>
      channel.sendToQueue(answers, Buffer.from(head + text)),
    );
    inn.release();
    expect(await asked).toHaveProperty('body');
    await goesOn();
  });
});
