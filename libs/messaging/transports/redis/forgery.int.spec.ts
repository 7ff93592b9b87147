import type { KeyObject } from 'node:crypto';
import type { LoggerService } from '@nestjs/common';
import { Channels, keysFromSecret } from '#libs/keys';
import { channels } from '#test/channels';
import { describeWithRedis, TestRedis, transportOver } from '#test/redis';
import { waitFor } from '#test/wait-for';
import { newId } from '../../ids.js';
import { frameOf, Inn, messageOf, Note, requestOf } from '../conformance/inn.fixtures.js';
import { answerOf } from '../broker/answer.js';
import type { BrokerCall, ProvenCall } from '../broker/call.js';
import { proofOfCall } from '../broker/call-proof.js';
import { put, putAgain, waiting, type RawJob } from './raw-jobs.fixtures.js';
import type { RedisTransport } from './redis-transport.js';

const REQUESTS = 'cleave:inn.requests';
const FRAMES = 'cleave:inn.frames';
const thief = new Channels(keysFromSecret('a secret of their own'));

describeWithRedis('somebody who may write to the broker', () => {
  let redis: TestRedis;
  let inn: Inn;
  let served: RedisTransport;
  let guest: RedisTransport;
  const lines: string[] = [];
  const logger = { warn: (line: string) => void lines.push(line), log: () => undefined, debug: () => undefined };
  const open = async (process: string) =>
    (await transportOver(redis, process, ['guest'], logger as unknown as LoggerService)) as RedisTransport;
  beforeEach(async () => {
    redis = await TestRedis.start();
    inn = new Inn('inn-1');
    [served, guest] = await Promise.all([open('inn-1'), open('guest-1')]);
    lines.length = 0;
  });
  afterEach(async () => {
    await Promise.all([served.close(), guest.close()]);
    await redis.stop();
  });
  const serve = () => served.serve([inn.server]);
  const ask = (text = '!') => guest.carrierTo('inn').request(requestOf({ text }, 30_000));

  /** What the guest puts into a queue, while the inn seems to be there and takes nothing. */
  async function captured(queue: string, call: () => Promise<unknown>, jobs = 1): Promise<RawJob> {
    return redis.ask(async (somebody) => {
      await somebody.subscribe('cleave:serves:inn');
      void call().catch(() => undefined);
      return waiting(redis, queue, jobs);
    });
  }
  const refused = (kind: string, times = 1) =>
    waitFor(async () => {
      const counted = served.refusals[kind] ?? 0;
      return counted >= times ? undefined : `${counted} refused as ${kind} (${JSON.stringify(served.refusals)})`;
    });
  const withData = (job: RawJob, change: (data: Record<string, any>) => void, id = newId()): RawJob => {
    const data = JSON.parse(job.fields['data']!) as Record<string, any>;
    change(data);
    return { ...job, id, fields: { ...job.fields, data: JSON.stringify(data) } };
  };
  const rawOf = (queue: string, id: string, data: object): RawJob => ({
    queue,
    id,
    fields: { name: 'call', data: JSON.stringify(data), opts: '{}', timestamp: String(Date.now()) },
  });
  const callOf = (content: object): BrokerCall =>
    ({ from: 'cleave:answers:x', sent: Date.now(), until: Date.now() + 5_000, ...content }) as BrokerCall;
  const signed = (call: BrokerCall, id: string, key: KeyObject): ProvenCall => ({
    ...call,
    proof: proofOfCall({ key, over: 'redis' }, id, 'inn', call),
  });

  it('cannot speak in the name of a context whose key it has not', async () => {
    await serve();
    const calls = [callOf({ request: requestOf({ text: 'forged' }) }), callOf({ frame: frameOf([messageOf({})]) })];
    for (const call of calls) {
      const [queue, id] = ['request' in call ? REQUESTS : FRAMES, newId()];
      await put(redis, rawOf(queue, newId(), call));
      await put(redis, rawOf(queue, newId(), { ...call, proof: '' }));
      await put(redis, rawOf(queue, id, signed(call, id, thief.keyOf('guest', 'inn', 'proof'))));
      await putAgain(redis, rawOf(queue, id, signed(call, id, channels.keyOf('inn', 'guest', 'proof'))));
    }
    await refused('unreadable', 2);
    await refused('forged', 4);
    expect(await ask()).toHaveProperty('body');
    expect(inn.begun).toHaveLength(1);
  });

  it('cannot change a call: not who speaks, nor what, nor where the answer goes, nor until when', async () => {
    const frame = await captured(FRAMES, () => guest.carrierTo('inn').deliver(frameOf([messageOf({ text: '?' })])));
    const request = await captured(REQUESTS, () => guest.carrierTo('inn').request(requestOf({ text: '?' })));
    await redis.flush();
    await serve();
    const changes: [RawJob, (data: Record<string, any>) => void][] = [
      [frame, ({ frame: { messages } }) => (messages[0].body = '{"text":"!"}')],
      [frame, ({ frame: { messages } }) => (messages[0].headers = messages[0].headers.replace('guest', 'cook'))],
      [frame, ({ frame: { messages } }) => (messages[0].id = newId())],
      [frame, ({ frame: { messages } }) => (messages[0].sends = 9)],
      [frame, ({ frame: { messages } }) => messages.push(messages[0])],
      [frame, (data) => (data['frame'].sender = 'cook')],
      [frame, (data) => (data['until'] += 1)],
      [request, (data) => (data['request'].headers.source = 'cook')],
      [request, (data) => (data['request'].headers.caller = { userId: newId(), role: 'admin' })],
      [request, (data) => (data['request'].body = '{"text":"!"}')],
      [request, (data) => (data['request'].fingerprint = 'x')],
      [request, (data) => (data['from'] = 'cleave:answers:thief')],
    ];
    for (const [job, change] of changes) await putAgain(redis, withData(job, change, job.id));
    await put(redis, { ...request, id: newId() }); // as another job
    await refused('forged', changes.length + 1);
    expect(inn.begun).toEqual([]);
    expect(await ask()).toHaveProperty('body');
  });

  it('cannot have a call done twice, for another receiver, or after its deadline', async () => {
    let asked: Promise<unknown>;
    const call = await captured(REQUESTS, () => (asked = ask()));
    await serve();
    expect(await asked!).toHaveProperty('body');
    await putAgain(redis, call);
    await refused('replayed');
    expect(inn.begun).toHaveLength(1);

    const key = channels.keyOf('guest', 'inn', 'proof');
    const late = { ...callOf({ request: requestOf({ text: '?' }) }), until: Date.now() - 1 };
    const endless = { ...callOf({ request: requestOf({ text: '?' }) }), until: Date.now() + 86_400_000 };
    const elsewhere = callOf({ request: requestOf({ text: '?' }) });
    const [a, b, c] = [newId(), newId(), newId()];
    await put(redis, rawOf(REQUESTS, a, signed(late, a, key)));
    await put(redis, rawOf(REQUESTS, b, signed(endless, b, key)));
    await put(
      redis,
      rawOf(REQUESTS, c, { ...elsewhere, proof: proofOfCall({ key, over: 'redis' }, c, 'cellar', elsewhere) }),
    );
    await Promise.all([refused('late'), refused('unending'), refused('forged')]);
    expect(inn.begun).toHaveLength(1);
  });

  it('is told once in the log, however often it tries', async () => {
    await serve();
    for (let n = 0; n < 50; n++) await put(redis, rawOf(REQUESTS, newId(), callOf({ request: requestOf({}) })));
    await refused('unreadable', 50);
    expect(lines.filter((line) => line.includes('refused'))).toEqual([
      'refused: something sent to inn that is no call',
    ]);
  });

  it('cannot answer for the context that was asked, and does not disturb its answer', async () => {
    const asked: Promise<unknown>[] = [];
    const jobs: { id: string; from: string }[] = [];
    for (const n of [1, 2]) {
      const { id, fields } = await captured(REQUESTS, () => (asked[n - 1] = ask(`${n}`)), n);
      jobs.push({ id, from: (JSON.parse(fields['data']!) as BrokerCall).from });
    }
    const [one, other] = jobs as [(typeof jobs)[0], (typeof jobs)[0]];
    const forged = { reply: { body: '"forged"' } };
    const [right, wrong] = [channels, thief].map((keys) => keys.keyOf('guest', 'inn', 'proof'));
    const ofAnother = answerOf({ key: right!, over: 'redis' }, other.id, forged).replace(other.id, one.id);
    await redis.ask(async (somebody) => {
      for (const said of [
        answerOf({ key: wrong!, over: 'redis' }, one.id, forged),
        ofAnother,
        `${one.id} x {"reply":1}`,
        '',
        '{',
        'null',
        '[]',
      ])
        await somebody.publish(one.from, said);
    });
    await serve();
    const replies = (await Promise.all(asked)).map((reply) => JSON.parse((reply as { body: string }).body) as object);
    expect(replies).toMatchObject([{ text: '1' }, { text: '2' }]);
    expect(guest.refusals).toEqual({ answer: 7 });
    expect(lines.filter((line) => line.includes('an answer'))).toHaveLength(1);
  });
});

describeWithRedis('a context that may speak', () => {
  it('does not carry messages in the name of another', async () => {
    const redis = await TestRedis.start();
    const [served, guest] = await Promise.all([transportOver(redis, 'inn-1'), transportOver(redis, 'guest-1')]);
    const inn = new Inn('inn-1');
    await served.serve([inn.server]);
    const message = messageOf({ text: '?' }, Note.contract.name);
    const foreign = { ...message, headers: message.headers.replace('guest', 'cook') };
    expect(await guest.carrierTo('inn').deliver(frameOf([foreign]))).toMatchObject([
      { outcome: 'failed', permanent: true, error: { code: 'message.forbidden' } },
    ]);
    expect(inn.begun).toEqual([]);
    await Promise.all([served.close(), guest.close()]);
    await redis.stop();
  });
});
