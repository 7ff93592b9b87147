import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { ConfirmChannel } from 'amqplib';
import { freePort } from '#libs/free-ports';
import { describeWithRabbitmq, TestRabbitmq, transportOver } from '#test/rabbitmq';
import { waitFor } from '#test/wait-for';
import { Unreachable } from '../../errors.js';
import { frameOf, Inn, messageOf, requestOf } from '../conformance/inn.fixtures.js';
import type { Transport } from '../transport.js';

const FRAMES = 'cleave.inn.frames';
const REQUESTS = 'cleave.inn.requests';

describeWithRabbitmq('what only RabbitMQ can do wrong', () => {
  let rabbitmq: TestRabbitmq;
  let url: string;
  const transports: Transport[] = [];
  beforeAll(async () => {
    rabbitmq = await TestRabbitmq.start();
  });
  beforeEach(async () => {
    url = await rabbitmq.vhost();
  });
  afterEach(() => Promise.all(transports.splice(0).map((transport) => transport.close())));
  afterAll(() => rabbitmq.stop());

  async function open(process: string, inn?: Inn): Promise<Transport> {
    const transport = await transportOver(url, process);
    transports.push(transport);
    if (inn) await transport.serve([inn.server]);
    return transport;
  }
  const guest = async () => (await open('guest')).carrierTo('inn');
  /** Both lanes are served again, whatever has happened. */
  const goesOn = (carrier: Awaited<ReturnType<typeof guest>>) =>
    waitFor(async () => {
      const ends = await Promise.allSettled([
        carrier.request(requestOf({ text: '!' }, 1_000)),
        carrier.deliver(frameOf([messageOf({ text: '!' })], 1_000)),
      ]);
      const reasons = ends.map((end) => (end.status === 'rejected' ? String(end.reason) : ''));
      return reasons.join(' ').trim() || undefined;
    });
  const channel = <T>(use: (one: ConfirmChannel) => Promise<T>) =>
    rabbitmq.ask(async (connection) => use(await connection.createConfirmChannel()), url);
  const lying = (queue: string) => channel(async (one) => (await one.checkQueue(queue)).messageCount);
  const isEmpty = (queue: string) =>
    waitFor(async () => {
      const count = await lying(queue);
      return count ? `${count} lie in ${queue}` : undefined;
    });

  it('one that is not there, a wrong password and a missing vhost are told apart, without the password', async () => {
    const nowhere = `amqp://me:hunter2@127.0.0.1:${await freePort()}`;
    const wrong = Object.assign(new URL(url), { password: 'hunter2' }).href;
    const missing = Object.assign(new URL(url), { pathname: '/nowhere' }).href;
    const errors = [nowhere, wrong, missing].map((one) => transportOver(one, 'one').catch((reason: Error) => reason));
    const [away, refused, unknown] = (await Promise.all(errors)) as Error[];
    expect(away).toMatchObject({ code: 'rabbitmq.unreachable', message: expect.stringContaining('ECONNREFUSED') });
    expect(refused).toMatchObject({ code: 'rabbitmq.refused', message: expect.stringContaining('user or password') });
    expect(unknown).toMatchObject({ code: 'rabbitmq.refused', message: expect.stringContaining('virtual host') });
    for (const { message } of [away!, refused!, unknown!]) expect(message).not.toContain('hunter2');
  });

  it('a user without rights to the queues is told which are missing', async () => {
    await rabbitmq.ctl('add_user', 'poor', 'of-a-test');
    await rabbitmq.ctl('set_permissions', '-p', new URL(url).pathname.slice(1), 'poor', '^$', '^$', '^$');
    const poor = Object.assign(new URL(url), { username: 'poor' }).href;
    await expect(transportOver(poor, 'one')).rejects.toMatchObject({
      code: 'rabbitmq.forbidden',
      message: expect.stringMatching(/does not let its user do what is needed: .*cleave\.answers\.one/),
    });
  });

  it('a queue of the same name and another kind is refused at the start, with what to do', async () => {
    await channel((one) => one.assertQueue(FRAMES, { durable: true }));
    await expect(open('inn-1', new Inn('inn-1'))).rejects.toMatchObject({
      code: 'rabbitmq.other-queue',
      message: expect.stringMatching(/cleave\.inn\.frames.*Delete that queue\.$/),
    });
  });

  it('a queue of another kind is never removed, however often it is refused', async () => {
    await channel(async (one) => {
      await one.assertQueue(FRAMES, { durable: true });
      one.sendToQueue(FRAMES, Buffer.from('of somebody'));
      await one.waitForConfirms();
    });
    const warn = jest.fn();
    const transport = await transportOver(url, 'inn-1', [], Object.assign(new Logger('rabbitmq'), { warn }));
    transports.push(transport);
    await expect(transport.serve([new Inn('inn-1').server])).rejects.toThrow();
    await waitFor(async () => (warn.mock.calls.length > 2 ? undefined : `refused ${warn.mock.calls.length} times`));
    expect(await lying(FRAMES)).toBe(1);
  });

  it('a frame for a queue that is there without consumers is not sent', async () => {
    const inn = await open('inn-1', new Inn('inn-1'));
    await inn.close();
    const carrier = await guest();
    await expect(carrier.deliver(frameOf([messageOf({ text: '?' })], 2_000))).rejects.toBeInstanceOf(Unreachable);
    await expect(carrier.request(requestOf({ text: '?' }, 2_000))).rejects.toBeInstanceOf(Unreachable);
    const inn2 = new Inn('inn-1');
    await open('inn-1', inn2);
    await goesOn(carrier);
    expect(inn2.begun).toHaveLength(2);
  });

  it('queues that are deleted under their consumers come back', async () => {
    await open('inn-1', new Inn('inn-1'));
    const carrier = await guest();
    await goesOn(carrier);
    for (let round = 0; round < 3; round++) {
      await rabbitmq.deleteQueues(url);
      await goesOn(carrier);
    }
  });

  it('a vhost that is deleted and made again is served again', async () => {
    await open('inn-1', new Inn('inn-1'));
    const carrier = await guest();
    await rabbitmq.wipe(url);
    await goesOn(carrier);
  });

  it('a broker whose memory is full gets no calls, and says so', async () => {
    await open('inn-1', new Inn('inn-1'));
    const transport = await open('guest');
    const carrier = transport.carrierTo('inn');
    await rabbitmq.alarm(true);
    try {
      await waitFor(async () => {
        await carrier.deliver(frameOf([messageOf({ text: '?' })], 300)).catch(() => undefined);
        return transport.trouble() ? undefined : 'no trouble is told';
      });
      expect(transport.trouble()).toMatch(/takes no messages now: low on memory/);
      await expect(carrier.request(requestOf({ text: '?' }, 500))).rejects.toBeInstanceOf(Unreachable);
    } finally {
      await rabbitmq.alarm(false);
    }
    await goesOn(carrier);
  });

  it('a frozen broker is noticed by its heartbeats, and what was under way then is not begun later', async () => {
    const inn = new Inn('inn-1');
    await open('inn-1', inn);
    const transport = await open('guest');
    const carrier = transport.carrierTo('inn');
    await goesOn(carrier);
    rabbitmq.freeze();
    const message = messageOf({ text: 'late' });
    const late = carrier.deliver(frameOf([message], 300));
    await expect(late).rejects.toThrow('no answer came within 300 ms');
    await waitFor(async () => (transport.trouble() ? undefined : 'nobody has noticed'));
    rabbitmq.thaw();
    await goesOn(carrier);
    await isEmpty(FRAMES);
    expect(inn.begun).not.toContain(message.id);
  });

  it('killed right after its queues were declared, it serves them again', async () => {
    await open('inn-1', new Inn('inn-1'));
    const carrier = await guest();
    await rabbitmq.kill9();
    await rabbitmq.restart();
    await goesOn(carrier);
  });

  it('bytes that are no call are refused, counted and gone', async () => {
    const inn = new Inn('inn-1');
    const served = await open('inn-1', inn);
    const carrier = await guest();
    await channel(async (one) => {
      for (const queue of [FRAMES, REQUESTS])
        for (const text of ['', '{', 'null', '\0\xff']) one.sendToQueue(queue, Buffer.from(text, 'latin1'));
      await one.waitForConfirms();
    });
    await waitFor(async () => (served.refusals['unreadable'] === 8 ? undefined : JSON.stringify(served.refusals)));
    await goesOn(carrier);
    expect(inn.begun).toHaveLength(2);
    await isEmpty(FRAMES);
  });

  it('a frame that is never acknowledged ends in a queue for looking, which is bounded', async () => {
    const inn = await open('inn-1', new Inn('inn-1'));
    await inn.close();
    await channel(async (one) => {
      for (let n = 0; n < 110; n++) one.sendToQueue(FRAMES, Buffer.from(`${n}`), { persistent: true, expiration: 1 });
      await one.waitForConfirms();
    });
    await waitFor(async () => {
      const dead = await lying('cleave.inn.dead');
      return dead === 100 ? undefined : `${dead} are dead`;
    });
  });

  it('keeps no more than two thousand calls in memory, and nothing in its queues', async () => {
    const inn = new Inn('inn-1');
    await open('inn-1', inn);
    const carrier = await guest();
    const calls = Array.from({ length: 2_500 }, () => carrier.request(requestOf({ text: '?' }, 15_000)));
    const ends = await Promise.allSettled(calls);
    const refused = ends.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[];
    expect(refused).toHaveLength(500);
    expect(refused[0]!.reason).toBeInstanceOf(Unreachable);
    expect(inn.begun).toHaveLength(2_000);
    for (const queue of [FRAMES, REQUESTS]) await isEmpty(queue);
  });
});
