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
    const { id, shelf, quantity, misdeed, answer, note } = sell;
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
        send: [new HandOut({ sale: id, shelf, quantity, misdeed, note }), new RingBell({ sale: id, answer })],
        later: [{ id: item.id('reminder'), message: new Reminded({ sale: id }), afterMs: REMIND_MS }],
        reply,
      };
    });
  }
}

/** Whatever counts something on a sale. */
abstract class Counts {
  constructor(private readonly work: UnitOfWork) {}
  protected count(id: string, what: 'closed' | 'thanked' | 'reminded' | 'rung') {
    return this.work
      .on({ sale: one(Sale, id) })
      .decide(({ sale }) => (sale ? { set: { sale: { ...sale, [what]: sale[what] + 1 } } } : {}));
  }
}

// Three reactions to one event: two handlers and a saga.
@EventsHandler(HandedOut)
export class CloseSale extends Counts implements IEventHandler<HandedOut> {
  constructor(work: UnitOfWork) {
    super(work);
  }
  handle({ sale }: HandedOut) {
    return this.count(sale, 'closed');
  }
}
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
@CommandHandler(ThankBuyer)
export class ThankBuyerHandler extends Counts implements ICommandHandler<ThankBuyer> {
  constructor(work: UnitOfWork) {
    super(work);
  }
  execute({ sale }: ThankBuyer) {
    return this.count(sale, 'thanked');
  }
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

@EventsHandler(Reminded)
export class CountReminder extends Counts implements IEventHandler<Reminded> {
  constructor(work: UnitOfWork) {
    super(work);
  }
  handle({ sale }: Reminded) {
    return this.count(sale, 'reminded');
  }
}
@EventsHandler(BellRung)
export class CountBell extends Counts implements IEventHandler<BellRung> {
  constructor(work: UnitOfWork) {
    super(work);
  }
  handle({ sale }: BellRung) {
    return this.count(sale, 'rung');
  }
}
@EventsHandler(BellUnknown)
export class NoteUnknown implements IEventHandler<BellUnknown> {
  constructor(private readonly work: UnitOfWork) {}
  handle({ sale: id }: BellUnknown) {
    return this.work.on({ sale: one(Sale, id) }).decide(() => ({}));
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
