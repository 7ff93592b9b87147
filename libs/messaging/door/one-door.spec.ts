import { Controller, ParseIntPipe, type Type, UsePipes } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Payload, type MicroserviceOptions } from '@nestjs/microservices';
import { z } from 'zod';
import { command, event } from '../contract/index.js';
import { newId } from '../ids.js';
import { currentScope } from '../scope.js';
import { ContextServer } from './context-server.js';
import { Accepts, Hears } from './door.js';
import { silent } from './message-log.js';

class Sell extends command('shop.sell.v1', { payload: z.object({}) }) {}
class HandedOut extends event('store.handed-out.v1', { payload: z.object({}) }) {}

const HEADERS = JSON.stringify({ source: 'shop', time: new Date().toISOString() });

@Controller()
class Door {
  @Accepts(Sell) sell() {}
  @Hears(HandedOut) heard() {}
}
@Controller()
class SellAgain {
  @Accepts(Sell) sell() {}
}
@Controller()
class HearAgain {
  @Hears(HandedOut) heard() {}
}

async function serve(server: ContextServer, ...controllers: Type<object>[]) {
  class Root {}
  const module = { module: Root, controllers };
  const app = await NestFactory.createMicroservice<MicroserviceOptions>(module, {
    strategy: server,
    logger: false,
    abortOnError: false,
  });
  await app.listen();
  return app;
}

describe('a contract has one door', () => {
  it.each([
    ['accepts a command', SellAgain, 'shop.sell.v1'],
    ['hears an event', HearAgain, 'store.handed-out.v1'],
  ])('a second method that %s is refused at start', async (_, second, name) => {
    const server = new ContextServer('shop', silent);
    await expect(serve(server, Door, second)).rejects.toThrow(
      new RegExp(
        `^shop has two doors for ${name}: remove one \\(\\S+one-door.spec.ts:\\d+ and \\S+one-door.spec.ts:\\d+\\)$`,
      ),
    );
  });

  it('serves the context again after its application was closed', async () => {
    const server = new ContextServer('shop', silent);
    await (await serve(server, Door)).close();
    const again = await serve(server, Door);
    expect(server.contracts.map(({ name }) => name)).toEqual(['shop.sell.v1', 'store.handed-out.v1']);
    await again.close();
  });
});

describe('a door takes the message alone', () => {
  it('a decorator at one of its parameters is refused: nobody would follow it', () => {
    expect(() => {
      class Particular {
        @Accepts(Sell) sell(@Payload('quantity') quantity: number) {
          return quantity;
        }
      }
      return Particular;
    }).toThrow('the door for shop.sell.v1 takes the message alone');
  });

  it.each([
    ['its method', [], [UsePipes(ParseIntPipe)]],
    ['its controller', [UsePipes(ParseIntPipe)], []],
  ])('a pipe at %s is refused at start: nobody would run it', async (_, atClass, atMethod) => {
    @Controller()
    class Piped {
      @Accepts(Sell) sell() {}
    }
    Reflect.decorate(atClass, Piped);
    const descriptor = Object.getOwnPropertyDescriptor(Piped.prototype, 'sell')!;
    Reflect.decorate(atMethod, Piped.prototype, 'sell', descriptor);
    const server = new ContextServer('shop', silent);
    await expect(serve(server, Piped)).rejects.toThrow("shop's door for shop.sell.v1 runs no pipes");
  });

  it('is given it as an instance of its contract, without what the contract does not name', async () => {
    const given: unknown[] = [];
    @Controller()
    class Attentive {
      @Accepts(Sell) sell(...all: unknown[]) {
        given.push(all[0]);
        currentScope()!.pending.push(Promise.resolve());
      }
    }
    const server = new ContextServer('shop', silent);
    const app = await serve(server, Attentive);
    server.open();
    const message = { id: newId(), type: 'shop.sell.v1', key: '', body: '{"more":1}', headers: HEADERS, sends: 1 };
    await expect(server.receive(message, 'shop')).resolves.toEqual({ outcome: 'done' });
    expect(given).toEqual([new Sell({})]);
    await app.close();
  });
});
