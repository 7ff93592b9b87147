import { jest } from '@jest/globals';
import { z } from 'zod';
import { Breakers } from '#libs/resilience';
import { RecordedSpans } from '#test/recorded-spans';
import { command, effect as anEffect, type ContractClass } from '../contract/index.js';
import type { Message, Receipt } from '../envelope.js';
import { newId } from '../ids.js';
import type { IEffectHandler } from './effect-handler.js';
import { EffectRunner } from './effect-runner.js';

class Ring extends anEffect('house.ring.v1', { payload: z.object({}), result: z.string() }) {}
class Knock extends anEffect('house.knock.v1', { payload: z.object({}), result: z.string() }) {}
class Told extends command('house.told.v1', { payload: z.object({ what: z.string() }) }) {}

/** More than enough calls to judge the world by. */
const MANY = 30;
const LEASE_MS = 5_000;

/** A bell that does what it is told to, and everything that was asked of it. */
class Bell implements IEffectHandler<Ring, string> {
  readonly calls: string[] = [];
  answer: () => Promise<string> = () => Promise.resolve('rung');

  find() {
    this.calls.push('find');
    return this.answer();
  }
  act() {
    this.calls.push('act');
    return this.answer();
  }
  tell(_: Ring, what: string) {
    return new Told({ what });
  }
  tellUnknown() {
    return new Told({ what: 'unknown' });
  }
  isAnswer(error: unknown) {
    return (error as Error).message === 'an answer';
  }
  againInMs(error: unknown, sends: number) {
    return (error as Error).message === 'come later' ? sends * 60_000 : undefined;
  }
}
const throws = (message: string) => () => Promise.reject(new Error(message));

describe('the effect runner', () => {
  let bell: Bell;
  let door: Bell;
  let told: string[];
  let breakers: Breakers;
  let runner: EffectRunner;

  beforeEach(() => {
    [bell, door, told] = [new Bell(), new Bell(), []];
    const bound = ([effect, handler]: [ContractClass, Bell]) =>
      [effect.contract.name, { type: effect, handler }] as const;
    const effects = new Map(
      (
        [
          [Ring, bell],
          [Knock, door],
        ] as [ContractClass, Bell][]
      ).map(bound),
    );
    const receive = async ({ body }: Message) => {
      told.push((JSON.parse(body) as Told).what);
      return { outcome: 'done' } as const;
    };
    breakers = new Breakers();
    runner = new EffectRunner('house', () => effects, { receive }, 1_000, breakers);
  });
  afterEach(() => breakers.shutdown());

  async function send(
    effect: ContractClass = Ring,
    sends = 1,
    remainingMs = LEASE_MS,
    body = '{}',
    headers = '{}',
  ): Promise<Receipt> {
    const message = { id: newId(), type: effect.contract.name, key: '', body, headers, sends };
    const [receipt] = await runner.deliver({ id: newId(), sender: '', receiver: '', messages: [message], remainingMs });
    return receipt!;
  }
  const sendMany = (remainingMs?: number) =>
    Promise.all(Array.from({ length: MANY }, () => send(Ring, 1, remainingMs)));

  /** The bell has failed so often that it is left alone; what was told and called until then is forgotten. */
  async function breaks() {
    bell.answer = throws('broken');
    await sendMany();
    for (const list of [bell.calls, told]) list.length = 0;
  }

  it('fails at one effect alone when its handler has a bug, since the frame would close the lane of all', async () => {
    bell.tell = () => {
      throw new Error('no words');
    };
    const failed = { outcome: 'failed', counted: false };
    await expect(send()).resolves.toMatchObject({ ...failed, error: { message: 'no words' } });
    await expect(send(Ring, 1, LEASE_MS, 'no JSON')).resolves.toMatchObject(failed);
  });

  it('fails at one effect alone when nobody can read its headers, also while it is traced', async () => {
    const spans = new RecordedSpans();
    await expect(send(Ring, 1, LEASE_MS, '{}', 'no JSON')).resolves.toMatchObject({
      outcome: 'failed',
      counted: false,
    });
    spans.end();
  });

  it('tells the result, and that nothing is known', async () => {
    await expect(send()).resolves.toMatchObject({ outcome: 'done' });
    bell.answer = throws('broken');
    await expect(send()).resolves.toMatchObject({ outcome: 'failed', counted: false, error: { message: 'broken' } });
    expect(told).toEqual(['rung', 'unknown']);
  });

  it('lets the handler say when it is tried again', async () => {
    bell.answer = throws('come later');
    await expect(send(Ring, 3)).resolves.toMatchObject({ outcome: 'failed', againInMs: 180_000 });
    bell.answer = throws('broken');
    await expect(send(Ring, 3)).resolves.toMatchObject({ outcome: 'failed', againInMs: undefined });
  });

  it.each([
    ['acts', 1],
    ['asks', 2],
  ])(
    'begins no call that %s while its world fails: nothing is counted, and nothing told that is not known',
    async (_, sends) => {
      await breaks();
      await expect(send(Ring, sends)).resolves.toMatchObject({
        outcome: 'failed',
        counted: false,
        permanent: false,
        error: { code: 'breaker.open', message: expect.stringContaining('house.ring.v1') },
      });
      expect([bell.calls, told]).toEqual([[], []]);
    },
  );

  it('has those that it turned away come again one after the other, not before the breaker lets one try', async () => {
    await breaks();
    jest.useFakeTimers(); // the clock stands
    const receipts = await sendMany();
    jest.useRealTimers();
    expect(receipts).toMatchObject(receipts.map((_, n) => ({ outcome: 'failed', againInMs: 1_000 + n })));
  });

  it('goes on calling another world', async () => {
    await breaks();
    await expect(send(Knock)).resolves.toMatchObject({ outcome: 'done' });
    expect(door.calls).toEqual(['act']);
  });

  it.each([
    ['results, a definite no among them,', 'done', () => Promise.resolve('declined')],
    ['errors that are an answer', 'failed', throws('an answer')],
  ])('takes %s for no failure of the world', async (_, outcome, answer) => {
    bell.answer = answer;
    await sendMany();
    await expect(send()).resolves.toMatchObject({ outcome });
    expect(bell.calls).toHaveLength(MANY + 1);
  });

  it('takes it for no failure of the world that a lease is too short for a call', async () => {
    for (const receipt of await sendMany(1)) expect(receipt).toMatchObject({ outcome: 'busy' });
    await expect(send()).resolves.toMatchObject({ outcome: 'done' });
    expect(bell.calls).toEqual(['act']);
  });
});
