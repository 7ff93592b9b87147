import { join } from 'node:path';
import { birthOf } from '#libs/processes';
import { describeWithRabbitmq, TestRabbitmq } from '#test/rabbitmq';
import { waitFor } from '#test/wait-for';

const isAlive = (pid: number): boolean => birthOf(pid) !== undefined;

import { freeRabbitmqPorts } from './place.js';
import { rabbitmqPrograms } from './programs.js';
import { RabbitmqProcess } from './rabbitmq-process.js';

describeWithRabbitmq('a RabbitMQ of a test', () => {
  let rabbitmq: TestRabbitmq;
  beforeAll(async () => void (rabbitmq = await TestRabbitmq.start()));
  afterAll(() => rabbitmq.stop());

  const declare = (url: string, name: string) =>
    rabbitmq.ask(async (connection) => {
      const channel = await connection.createConfirmChannel();
      await channel.assertQueue(name, { durable: true, arguments: { 'x-queue-type': 'quorum' } });
      channel.sendToQueue(name, Buffer.from('kept'), { persistent: true });
      await channel.waitForConfirms();
    }, url);
  const isThere = (url: string, name: string) =>
    waitFor(() =>
      rabbitmq.ask(async (connection) => {
        const channel = await connection.createChannel();
        const message = await channel.get(name, { noAck: true });
        return message && message.content.toString() === 'kept' ? undefined : `${name} is empty`;
      }, url),
    );

  it('comes back with its data after kill -9, and keeps its port', async () => {
    const { url, pids } = rabbitmq;
    await declare(url, 'kept');
    await rabbitmq.settle();
    await rabbitmq.kill9();
    expect(pids.filter(isAlive)).toEqual([]);
    await rabbitmq.restart();
    expect(rabbitmq.url).toBe(url);
    await isThere(url, 'kept');
  });

  it('is wiped one vhost at a time', async () => {
    const [one, other] = [await rabbitmq.vhost(), await rabbitmq.vhost()];
    for (const url of [one, other]) await declare(url, 'queue');
    await rabbitmq.wipe(one);
    expect([await rabbitmq.queues(one), await rabbitmq.queues(other)]).toEqual([[], ['queue']]);
    await declare(one, 'queue');
    await rabbitmq.deleteQueues(other);
    expect([await rabbitmq.queues(one), await rabbitmq.queues(other)]).toEqual([['queue'], []]);
  });

  it('blocks senders while there is an alarm', async () => {
    const url = await rabbitmq.vhost();
    const confirmed = (isBlocked: boolean) =>
      rabbitmq.ask(async (connection) => {
        const said = new Promise<string>((resolve) => connection.once('blocked', resolve));
        const channel = await connection.createConfirmChannel();
        await channel.assertQueue('queue', { durable: true });
        channel.sendToQueue('queue', Buffer.from('kept'));
        return isBlocked ? said : channel.waitForConfirms();
      }, url);
    await rabbitmq.alarm(true);
    expect(await confirmed(true)).toMatch(/memory/);
    await rabbitmq.alarm(false);
    await confirmed(false);
  });

  it('says why it does not start', async () => {
    const place = { ...(await freeRabbitmqPorts()), dir: join(rabbitmq.dir, 'second'), password: 'of-a-test' };
    await expect(RabbitmqProcess.start({ ...place, port: Number(new URL(rabbitmq.url).port) })).rejects.toMatchObject({
      code: 'rabbitmq.cannot-start',
      message: expect.stringMatching(/^RabbitMQ does not start: Failed to start .*address already in use/),
    });
  });
});

it('says what to install', () => {
  expect(() => rabbitmqPrograms('/nowhere')).toThrow(
    expect.objectContaining({
      code: 'rabbitmq.not-installed',
      message: expect.stringContaining('apt-get install rabbitmq-server'),
    }),
  );
});
