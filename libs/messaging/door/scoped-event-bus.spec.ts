import { Injectable, Module } from '@nestjs/common';
import {
  CqrsModule,
  EventBus,
  EventsHandler,
  CommandHandler,
  ofType,
  Saga,
  type ICommandHandler,
  type IEventHandler,
} from '@nestjs/cqrs';
import { Test } from '@nestjs/testing';
import { map, type Observable } from 'rxjs';
import { currentScope, inScope, settled, type Scope } from '../scope.js';
import { ScopedEventBus } from './scoped-event-bus.js';

class HandedOut {
  constructor(readonly quantity: number) {}
}
class Thank {
  constructor(readonly quantity: number) {}
}
const done: string[] = [];
const note = (what: string): void => void done.push(`${what} as ${currentScope()?.reaction}`);

@EventsHandler(HandedOut)
class Close implements IEventHandler<HandedOut> {
  handle() {
    note('closed');
  }
}
@EventsHandler(HandedOut)
class Count implements IEventHandler<HandedOut> {
  async handle({ quantity }: HandedOut) {
    if (quantity === 13) throw new Error('I do not count to 13');
    note('counted');
  }
}
@CommandHandler(Thank)
class ThankHandler implements ICommandHandler<Thank> {
  async execute() {
    note('thanked');
  }
}
@Injectable()
class Sagas {
  @Saga() thank = (events$: Observable<object>) =>
    events$.pipe(
      ofType(HandedOut),
      map(({ quantity }) => new Thank(quantity)),
    );
  @Saga() fragile = (events$: Observable<object>) =>
    events$.pipe(
      ofType(HandedOut),
      map(({ quantity }) => {
        if (quantity < 0) throw new Error('nothing was handed out');
        return new Thank(quantity);
      }),
    );
}

const stock = CqrsModule.forRoot();
@Module({
  imports: [{ ...stock, providers: [...(stock.providers ?? []), { provide: EventBus, useClass: ScopedEventBus }] }],
  providers: [Close, Count, ThankHandler, Sagas],
})
class Root {}

/** One message with this event in it; resolves when every reaction has ended. */
async function hear(event: HandedOut): Promise<void> {
  const scope = { id: 'm', reaction: '', pending: [], decided: new Set(), headers: {} } as unknown as Scope;
  await inScope(scope, async () => {
    app.get(EventBus).publish(event);
    await settled(scope);
  });
}

let app: Awaited<ReturnType<typeof start>>;
async function start() {
  const testing = await Test.createTestingModule({ imports: [Root] }).compile();
  return testing.init();
}
beforeAll(async () => {
  app = await start();
});
afterAll(() => app.close());
beforeEach(() => void done.splice(0));

const ALL = ['closed as Close', 'counted as Count', 'thanked as thank', 'thanked as fragile'];

test('two handlers and two sagas react to one event, each under its own name', async () => {
  await hear(new HandedOut(1));
  expect(done.toSorted()).toEqual(ALL.toSorted());
});

test('a handler that throws spares the others, and the message has failed', async () => {
  await expect(hear(new HandedOut(13))).rejects.toThrow('I do not count to 13');
  expect(done.toSorted()).toEqual(ALL.filter((one) => !one.startsWith('counted')).toSorted());
});

test('a saga whose stream throws fails its message and serves the next one', async () => {
  await expect(hear(new HandedOut(-1))).rejects.toThrow('nothing was handed out');
  await hear(new HandedOut(1));
  expect(done.filter((one) => one === 'thanked as fragile')).toHaveLength(1);
});

test('an event outside a message is refused to whoever publishes it, and does not end the process', async () => {
  for (const publish of [
    () => app.get(EventBus).publish(new HandedOut(1)),
    () => app.get(EventBus).publishAll([new HandedOut(1)]),
  ])
    expect(publish).toThrow('HandedOut is published outside a message');
  expect(done).toEqual([]);
});
