import { jest } from '@jest/globals';
import { PassThrough } from 'node:stream';
import type { ServerResponse } from 'node:http';
import type { Bus } from '#libs/messaging';
import type { OrderVersions } from '#shared/contracts/orders';
import { Draining } from '../http/draining.js';
import { MOST_STREAMS, OpenStreams } from './open-streams.js';
import { OrderEvents } from './order-events.js';
import { OrderNews } from './order-news.js';

const change = { orderId: 'a', version: 1, type: 'confirmed', at: '2026-03-01T12:00:00.000Z' } as const;
const pending = { changes: [], isLast: false };

describe('an order that does not change', () => {
  let asked: string[][];
  let news: OrderNews;
  beforeEach(() => {
    jest.useFakeTimers();
    asked = [];
    const request = async ({ ids }: OrderVersions) => {
      asked.push([...ids]);
      return { versions: ids.map((id) => ({ id, version: 0 })) };
    };
    news = new OrderNews({ request } as unknown as Bus<'gateway'>);
  });
  afterEach(() => jest.useRealTimers());

  const streamOf = (id: string, read = async () => pending) =>
    new OrderEvents(news, new Draining()).of({ id, after: 0, first: pending, read, isGone: () => false });

  it('has a comment every 15 s, until the stream has lived for five minutes', async () => {
    const told: string[] = [];
    const ended = (async () => {
      for await (const part of streamOf('a')) told.push(part);
    })();
    await jest.advanceTimersByTimeAsync(299_900);
    expect(told.slice(1)).toEqual(Array(19).fill(':\n\n'));
    await jest.advanceTimersByTimeAsync(200);
    await ended;
    expect(news.size).toBe(0);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('is asked for less and less often, but once a second, and with all others', async () => {
    for (const id of ['a', 'b', 'b']) {
      const stream = streamOf(id);
      await stream.next();
      void stream.next();
    }
    await jest.advanceTimersByTimeAsync(10_000);
    expect(asked.length).toBeLessThan(50);
    expect(asked).toEqual(asked.map(() => ['a', 'b']));
    asked = [];
    await jest.advanceTimersByTimeAsync(4_900);
    expect(asked.length).toBeGreaterThanOrEqual(4);
    expect(asked.length).toBeLessThanOrEqual(5);
  });

  it('does not make a request wait for one that is not answered', async () => {
    const request = jest.fn(() => new Promise<never>(() => undefined));
    news = new OrderNews({ request } as unknown as Bus<'gateway'>);
    for (const id of ['a', 'b']) void news.next({ id, version: 0, since: 0, until: Infinity, isOver: () => false });
    await jest.advanceTimersByTimeAsync(1_900);
    expect(request).toHaveBeenCalledTimes(1);
  });
});

it('a change that cannot be read at once is told later, and no other in its place', async () => {
  jest.useFakeTimers();
  try {
    const request = async () => ({ versions: [{ id: 'a', version: 1 }] });
    const news = new OrderNews({ request } as unknown as Bus<'gateway'>);
    let reads = 0;
    const read = async () => {
      if (reads++ === 0) throw new Error('gone');
      return { changes: [change], isLast: true };
    };
    const told: string[] = [];
    const stream = new OrderEvents(news, new Draining()).of({
      id: 'a',
      after: 0,
      first: pending,
      read,
      isGone: () => false,
    });
    const ended = (async () => {
      for await (const part of stream) told.push(part);
    })();
    await jest.advanceTimersByTimeAsync(3_000);
    await ended;
    expect(told.filter((part) => part.startsWith('id'))).toEqual([
      `id: 1\nevent: confirmed\ndata: ${JSON.stringify(change)}\n\n`,
    ]);
  } finally {
    jest.useRealTimers();
  }
});

it('a process has a most of streams, beside that of each user', async () => {
  const streams = new OpenStreams();
  const answers = Array.from({ length: MOST_STREAMS }, () => new PassThrough());
  for (const [n, answer] of answers.entries()) streams.enter(`user ${n}`, answer as unknown as ServerResponse);
  const enter = () => streams.enter('one more', new PassThrough() as unknown as ServerResponse);
  expect(enter).toThrow(expect.objectContaining({ status: 503, code: 'server.too-many-streams' }) as Error);
  const [first] = answers;
  first!.destroy();
  await new Promise((closed) => setImmediate(closed));
  expect(enter).not.toThrow();
});
