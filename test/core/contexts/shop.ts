import { Controller, Module } from '@nestjs/common';
import { CommandBus, EventBus } from '@nestjs/cqrs';
import { Accepts, ContextModule, Hears } from '#libs/messaging';
import {
  BellRung,
  BellUnknown,
  HandedOut,
  Recall,
  Reminded,
  RingBell,
  Sell,
  ShelfChanged,
  ThankBuyer,
} from './contracts.js';
import { Sale, ShelfCopy, ShopInit1700000000001, Tally } from './shop.data.js';
import { CountOnSale, CountSale, HearBell, KeepShelf, RecallHandler, SellHandler, Thanks } from './shop.handlers.js';
import { RingBellHandler } from './shop.effects.js';

@Controller()
class ShopDoor {
  constructor(
    private readonly commands: CommandBus,
    private readonly events: EventBus,
  ) {}
  @Accepts(Sell) sell(command: Sell) {
    return this.commands.execute(command);
  }
  @Accepts(Recall) recall(command: Recall) {
    return this.commands.execute(command);
  }
  @Hears(HandedOut) handedOut(event: HandedOut) {
    return this.events.publish(event);
  }
  @Hears(ShelfChanged) shelfChanged(event: ShelfChanged) {
    return this.events.publish(event);
  }
}

@Module({
  imports: [
    ContextModule.forRoot({
      name: 'shop',
      entities: [Sale, Tally, ShelfCopy],
      migrations: [ShopInit1700000000001],
      messages: [ThankBuyer, Reminded, RingBell, BellRung, BellUnknown],
    }),
  ],
  controllers: [ShopDoor],
  providers: [SellHandler, RecallHandler, CountOnSale, CountSale, KeepShelf, HearBell, Thanks, RingBellHandler],
})
export class ShopModule {}
