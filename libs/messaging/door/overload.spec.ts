import { Controller } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { MicroserviceOptions } from '@nestjs/microservices';
import { z } from 'zod';
import { command, query } from '../contract/index.js';
import { newId, traceparent } from '../ids.js';
import { ContextServer } from './context-server.js';
import { Accepts, Answers } from './door.js';
import { silent } from './message-log.js';

const empty = { payload: z.object({}), reply: z.string() };
class Sell extends command('shop.sell.v1', empty) {}
class Look extends query('shop.look.v1', empty) {}
class Rebuild extends command('shop.rebuild.v1', { ...empty, passesAdmission: true }) {}
class Redrive extends command('ops.redrive.v1', empty) {}

@Controller()
class Door {
  @Accepts(Sell) sell() {
    return 'sold';
  }
  @Answers(Look) look() {
    return 'seen';
  }
  @Accepts(Rebuild) rebuild() {
    return 'built';
  }
  @Accepts(Redrive) redrive() {
    return 'sent';
  }
}

describe('a context that has too much to do', () => {
  const server = new ContextServer('shop', silent);
  beforeAll(async () => {
    class Root {}
    const module = { module: Root, controllers: [Door] };
    const options = { strategy: server, logger: false } as const;
    await (await NestFactory.createMicroservice<MicroserviceOptions>(module, options)).listen();
    server.open();
    server.admitBy({
      enter: () => ({ why: '100001 messages wait for store', retryAfterMs: 1_500 }),
      leave: () => undefined,
    });
  });
  afterAll(() => server.close());

  const ask = (type: string) => {
    const id = newId();
    const time = new Date().toISOString();
    const headers = { source: 'gateway', time, traceparent: traceparent(), correlationid: id, causationid: id };
    return server.request({ id, type, body: '{}', headers, remainingMs: 1_000 });
  };

  it('takes no new commands, and says why', async () => {
    expect(await ask('shop.sell.v1')).toMatchObject({
      error: {
        code: 'context.overloaded',
        message: 'shop has too much to do: 100001 messages wait for store',
        details: { retryAfterMs: 1_500 },
      },
    });
  });

  it('answers queries', async () => expect(await ask('shop.look.v1')).toEqual({ body: '"seen"' }));

  it.each([
    ['ops.redrive.v1', '"sent"'],
    ['shop.rebuild.v1', '"built"'],
  ])('does what operators ask, who are needed most then: %s', async (type, body) =>
    expect(await ask(type)).toEqual({ body }),
  );
});
