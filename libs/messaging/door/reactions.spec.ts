import { Injectable, type Provider } from '@nestjs/common';
import { DiscoveryModule, DiscoveryService } from '@nestjs/core';
import {
  CommandHandler,
  CqrsModule,
  EventsHandler,
  type ICommand,
  type IEvent,
  ofType,
  QueryHandler,
  Saga,
} from '@nestjs/cqrs';
import { Test } from '@nestjs/testing';
import { map, type Observable } from 'rxjs';
import { z } from 'zod';
import { command, type ContractClass, effect, event, query } from '../contract/index.js';
import { EffectHandler } from '../effects/effect-handler.js';
import { Reactions } from './reactions.js';

const payload = z.object({ id: z.uuid() });
class Sell extends command('shop.sell.v1', { payload }) {}
class GetSale extends query('shop.get-sale.v1', { payload, reply: payload }) {}
class HandedOut extends event('store.handed-out.v1', { payload, key: ({ id }) => id }) {}
class CallTaxi extends effect('shop.call-taxi.v1', { payload, result: payload }) {}
class Close {
  constructor(readonly id: string) {}
}

@CommandHandler(Sell)
class SellHandler {
  async execute() {}
}
@QueryHandler(GetSale)
class GetSaleHandler {
  async execute() {}
}
@EventsHandler(HandedOut)
class CountSales {
  handle() {}
}
@CommandHandler(Close)
class CloseHandler {
  async execute() {}
}
@Injectable()
class Delivery {
  @Saga() close = (facts$: Observable<IEvent>): Observable<ICommand> =>
    facts$.pipe(
      ofType(HandedOut),
      map(({ id }) => new Close(id.toLowerCase())),
    );
}
@Injectable()
@EffectHandler(CallTaxi)
class CallTaxiHandler {}

async function reactions(providers: Provider[], own: ContractClass[] = []): Promise<Reactions> {
  const module = await Test.createTestingModule({
    imports: [CqrsModule.forRoot(), DiscoveryModule],
    providers,
  }).compile();
  return new Reactions(module.get(DiscoveryService, { strict: false }), own);
}

describe('Reactions', () => {
  it('finds handlers by their decorators, and sagas by showing them an event', async () => {
    const found = await reactions([SellHandler, GetSaleHandler, CountSales, CloseHandler, Delivery, CallTaxiHandler]);
    expect(found.to(Sell)).toEqual(['SellHandler']);
    expect(found.to(GetSale)).toEqual(['GetSaleHandler']);
    expect(found.to(HandedOut)).toEqual(['CountSales', 'Delivery.close']);
    expect(found.to(CallTaxi)).toEqual(['CallTaxiHandler']);
  });

  it('is content when everything is taken', async () => {
    const found = await reactions([SellHandler, Delivery, CloseHandler, CallTaxiHandler], [CallTaxi]);
    expect(found.problems([Sell, HandedOut])).toEqual([]);
  });

  it('names what nobody takes, messages to oneself included', async () => {
    const found = await reactions([SellHandler], [CallTaxi]);
    expect(found.problems([Sell, HandedOut])).toEqual([
      'nothing reacts to store.handed-out.v1 (libs/messaging/door/reactions.spec.ts:23): write a class with @EventsHandler(HandedOut) and add it to the module',
      'nothing reacts to shop.call-taxi.v1 (libs/messaging/door/reactions.spec.ts:24): write a class with @EffectHandler(CallTaxi) and add it to the module',
    ]);
  });

  it('names an effect that is handled and not among the messages to oneself', async () => {
    const found = await reactions([CallTaxiHandler]);
    expect(found.problems([])).toEqual([
      'CallTaxi (libs/messaging/door/reactions.spec.ts:24) has a handler: add it to `messages` of the module',
    ]);
  });

  it('names two reactions that the inbox would take for one', async () => {
    @Injectable()
    class Returns {
      @Saga() close = new Delivery().close;
    }
    const found = await reactions([CloseHandler, Delivery, Returns]);
    expect(found.problems([HandedOut])).toEqual([
      'Delivery.close and Returns.close react to store.handed-out.v1 under one name: call one other than close',
    ]);
  });

  it.each([
    [Sell, 'shop.sell.v1'],
    [Close, 'Close'],
  ])('names the two who handle one command', async (type, name) => {
    @CommandHandler(type)
    class Second {
      async execute() {}
    }
    const found = await reactions([SellHandler, CloseHandler, Second]);
    expect(found.problems([])).toEqual([expect.stringMatching(`Handler and Second both handle ${name}: one must`)]);
  });
});
