import { Injectable } from '@nestjs/common';
import { CommandHandler, EventsHandler, ofType, Saga, type ICommandHandler, type IEventHandler } from '@nestjs/cqrs';
import { map, type Observable } from 'rxjs';
import { stream } from '#libs/event-store';
import { one, refuse, UnitOfWork } from '#libs/messaging';
import {
  BellRung,
  BellUnknown,
  HandedOut,
  HandOut,
  Recall,
  Reminded,
  RingBell,
  Sell,
  ShelfChanged,
  ThankBuyer,
} from './contracts.js';
import { Sale, ShelfCopy, Tally, till } from './shop.data.js';

const REMIND_MS = 400;
/** Every run of the decision to sell, for the suite to look at: it breaks the rule that a decision is pure, and nothing else. */
export const decided: { readonly id: string; readonly receipt: string }[] = [];

@CommandHandler(Sell)
export class SellHandler implements ICommandHandler<Sell> {
  constructor(private readonly work: UnitOfWork) {}
  execute(sell: Sell) {
    const { id, shelf, quantity, misdeed, answer, note, word } = sell;
    return this.work.on({ sale: one(Sale, id), till: stream(till, shelf) }).decide(({ sale }, item) => {
      if (quantity > 100) throw refuse(Sell, 'shop.too-many', { most: 100 });
      const reply = { sold: quantity, receipt: item.id('receipt') };
      decided.push({ id, receipt: reply.receipt });
      if (sale) return { reply };
      return {
        set: {
          sale: { id, shelf, quantity, closed: 0, thanked: 0, reminded: 0, rung: 0, recalled: false },
          till: [{ type: 'sold' as const, data: { quantity } }],
        },
        send: [new HandOut({ sale: id, shelf, quantity, misdeed, note, word }), new RingBell({ sale: id, answer })],
        later: [{ id: item.id('reminder'), message: new Reminded({ sale: id }), afterMs: REMIND_MS }],
        reply,
      };
    });
  }
}

/** What is counted on a sale, by the message that tells of it. */
const COUNTED = new Map<object, 'closed' | 'thanked' | 'reminded'>([
  [HandedOut, 'closed'],
  [ThankBuyer, 'thanked'],
  [Reminded, 'reminded'],
]);

// Three reactions to one event: two handlers and a saga.
@EventsHandler(HandedOut, Reminded)
@CommandHandler(ThankBuyer)
export class CountOnSale implements IEventHandler<Told>, ICommandHandler<ThankBuyer> {
  constructor(private readonly work: UnitOfWork) {}
  execute(command: ThankBuyer) {
    return this.handle(command);
  }
  handle(message: Told) {
    const what = COUNTED.get(message.constructor)!;
    return this.work
      .on({ sale: one(Sale, message.sale) })
      .decide(({ sale }) => (sale ? { set: { sale: { ...sale, [what]: sale[what] + 1 } } } : {}));
  }
}
type Told = HandedOut | ThankBuyer | Reminded;

@EventsHandler(HandedOut)
export class CountSale implements IEventHandler<HandedOut> {
  constructor(private readonly work: UnitOfWork) {}
  handle({ shelf, quantity }: HandedOut) {
    return this.work.on({ tally: one(Tally, shelf) }).decide(({ tally }) => ({
      set: { tally: { shelf, sales: (tally?.sales ?? 0) + 1, quantity: (tally?.quantity ?? 0) + quantity } },
    }));
  }
}
@Injectable()
export class Thanks {
  @Saga() thank = (events$: Observable<object>) =>
    events$.pipe(
      ofType(HandedOut),
      map(({ sale }) => new ThankBuyer({ sale })),
    );
}

@EventsHandler(ShelfChanged)
export class KeepShelf implements IEventHandler<ShelfChanged> {
  constructor(private readonly work: UnitOfWork) {}
  handle({ shelf, taken, change }: ShelfChanged) {
    return this.work
      .on({ copy: one(ShelfCopy, shelf) })
      .decide(({ copy }) => (copy && copy.change >= change ? {} : { set: { copy: { shelf, taken, change } } }));
  }
}

/** One reaction to both: a result that came under the id of an "unknown" would be taken for its copy. */
@EventsHandler(BellRung, BellUnknown)
export class HearBell implements IEventHandler<BellRung | BellUnknown> {
  constructor(private readonly work: UnitOfWork) {}
  handle(told: BellRung | BellUnknown) {
    return this.work
      .on({ sale: one(Sale, told.sale) })
      .decide(({ sale }) =>
        sale && told instanceof BellRung ? { set: { sale: { ...sale, rung: sale.rung + 1 } } } : {},
      );
  }
}

/** A recall says what is wanted; whether the bell has rung is known when the effect has ended, and not before. */
@CommandHandler(Recall)
export class RecallHandler implements ICommandHandler<Recall> {
  constructor(private readonly work: UnitOfWork) {}
  execute({ id }: Recall) {
    return this.work
      .on({ sale: one(Sale, id) })
      .decide(({ sale }) => (sale ? { set: { sale: { ...sale, recalled: true } } } : {}));
  }
}
