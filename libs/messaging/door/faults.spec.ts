import { Controller, Logger } from '@nestjs/common';
import { APP_FILTER, NestFactory } from '@nestjs/core';
import type { MicroserviceOptions } from '@nestjs/microservices';
import { z } from 'zod';
import { LineLogger } from '#libs/logging';
import { query } from '../contract/index.js';
import { newId, traceparent } from '../ids.js';
import { ContextServer } from './context-server.js';
import { Answers } from './door.js';
import { silent } from './message-log.js';
import { PassOn } from './pass-on.filter.js';

const question = { payload: z.object({ id: z.string() }), key: (q: { id: string }) => q.id };
const Stock = z.object({ count: z.int() });
class Wrong extends query('shop.wrong.v1', { ...question, reply: Stock }) {}
class Large extends query('shop.large.v1', { ...question, reply: z.string() }) {}
class Broken extends query('shop.broken.v1', { ...question, reply: z.string() }) {}
class Foreign extends query('shop.foreign.v1', { ...question, reply: z.string(), from: ['orders'] }) {}

@Controller()
class Door {
  @Answers(Wrong) wrong() {
    return { count: 'three' };
  }
  @Answers(Large) large() {
    return 'x'.repeat(600_000);
  }
  @Answers(Broken) broken() {
    throw new TypeError('one line\nand \u001b[31manother');
  }
  @Answers(Foreign) foreign() {
    return 'never';
  }
}

describe('a fault of the answering side', () => {
  const server = new ContextServer('shop', silent);
  const lines: string[] = [];
  const logger = new LineLogger({ format: 'text', to: { write: (line) => void lines.push(line.trimEnd()) } });

  beforeAll(async () => {
    class Root {}
    const module = { module: Root, controllers: [Door], providers: [{ provide: APP_FILTER, useClass: PassOn }] };
    const options = { strategy: server, logger: false } as const;
    await (await NestFactory.createMicroservice<MicroserviceOptions>(module, options)).listen();
    server.open();
    Logger.overrideLogger(logger);
  });
  beforeEach(() => void lines.splice(0));
  afterAll(() => {
    Logger.overrideLogger(false);
    server.close();
  });

  const [orderId, trace] = [newId(), traceparent()];
  const ask = (type: string) => {
    const id = newId();
    const time = new Date().toISOString();
    const headers = { source: 'gateway', time, traceparent: trace, correlationid: id, causationid: id };
    return server.request({ id, type, body: JSON.stringify({ id: orderId }), headers, remainingMs: 1_000 });
  };

  it.each([
    ['a reply that does not fit its contract', 'shop.wrong.v1', 'reply.invalid', '/count'],
    ['a reply that is too large', 'shop.large.v1', 'reply.invalid', '600002 characters'],
    ['what a handler did not expect', 'shop.broken.v1', 'internal', 'TypeError: one line'],
  ])('%s is no passing one, and is one line of its log with trace and key', async (_, type, code, what) => {
    expect(await ask(type)).toMatchObject({ error: { code, kind: 'fault' } });
    expect(lines).toEqual([expect.stringContaining(type)]);
    for (const part of [what, trace.slice(3, 35), orderId]) expect(lines[0]).toContain(part);
    expect(lines[0]).not.toMatch(/\p{Cc}/u);
  });

  it('whoever may not ask is noted', async () => {
    expect(await ask('shop.foreign.v1')).toMatchObject({ error: { code: 'message.forbidden' } });
    expect(lines).toEqual([expect.stringContaining('gateway may not send shop.foreign.v1')]);
    expect(lines[0]).toContain(trace.slice(3, 35));
  });
});
