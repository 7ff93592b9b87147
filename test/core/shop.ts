import { Controller, Injectable, Module } from '@nestjs/common';
import { CommandBus, CommandHandler, EventBus, EventsHandler, type ICommandHandler, type IEventHandler } from '@nestjs/cqrs';
import { Payload } from '@nestjs/microservices';
import { Column, Entity, PrimaryColumn, type MigrationInterface, type QueryRunner } from 'typeorm';
import { z } from 'zod';
import { Accepts, command, ContextModule, event, Hears, one, refuse, UnitOfWork } from '#libs/messaging';

// Two small contexts for the core's own suite: the shop sells tickets, the store hands them out, the shop counts what came back.

export class Sell extends command('shop.sell.v1', {
  payload: z.object({ id: z.uuid(), shelf: z.uuid(), quantity: z.int() }),
  reply: z.object({ sold: z.int() }),
  errors: { 'shop.too-many': 'refused' },
  key: (c) => c.id,
}) {}
export class HandOut extends command('store.hand-out.v1', {
  payload: z.object({ sale: z.uuid(), shelf: z.uuid(), quantity: z.int() }),
  key: (c) => c.sale,
  from: ['shop'],
}) {}
export class HandedOut extends event('store.handed-out.v1', { payload: z.object({ sale: z.uuid() }), key: (e) => e.sale }) {}

@Entity('sale')
export class Sale {
  @PrimaryColumn('uuid') id!: string;
  @Column('integer') quantity!: number;
  @Column('text') state!: string;
}
@Entity('shelf')
export class Shelf {
  @PrimaryColumn('uuid') id!: string;
  @Column('integer') taken!: number;
}

class ShopInit1700000000001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`CREATE TABLE sale (id uuid PRIMARY KEY, quantity integer NOT NULL, state text NOT NULL, version integer NOT NULL DEFAULT 1)`);
  }
  async down(): Promise<void> {}
}
class StoreInit1700000000001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`CREATE TABLE shelf (id uuid PRIMARY KEY, taken integer NOT NULL CHECK (taken <= 1000000), version integer NOT NULL DEFAULT 1)`);
  }
  async down(): Promise<void> {}
}

@CommandHandler(Sell)
class SellHandler implements ICommandHandler<Sell> {
  constructor(private readonly work: UnitOfWork) {}
  execute(sell: Sell) {
    return this.work.on({ sale: one(Sale, sell.id) }).decide(({ sale }) => {
      if (sell.quantity > 100) throw refuse(Sell, 'shop.too-many');
      if (sale) return { reply: { sold: sale.quantity } };
      return {
        set: { sale: { id: sell.id, quantity: sell.quantity, state: 'sold' } },
        send: [new HandOut({ sale: sell.id, shelf: sell.shelf, quantity: sell.quantity })],
        reply: { sold: sell.quantity },
      };
    });
  }
}
@EventsHandler(HandedOut)
class CloseSale implements IEventHandler<HandedOut> {
  constructor(private readonly work: UnitOfWork) {}
  handle({ sale: id }: HandedOut) {
    return this.work.on({ sale: one(Sale, id) }).decide(({ sale }) => (sale ? { set: { sale: { ...sale, state: 'closed' } } } : {}));
  }
}
@CommandHandler(HandOut)
class HandOutHandler implements ICommandHandler<HandOut> {
  constructor(private readonly work: UnitOfWork) {}
  execute(out: HandOut) {
    return this.work.on({ shelf: one(Shelf, out.shelf) }).decide(({ shelf }) => ({
      set: { shelf: { id: out.shelf, taken: (shelf?.taken ?? 0) + out.quantity } },
      send: [new HandedOut({ sale: out.sale })],
    }));
  }
}

@Controller()
class ShopDoor {
  constructor(private readonly commands: CommandBus, private readonly events: EventBus) {}
  @Accepts(Sell) sell(@Payload() c: Sell) { return this.commands.execute(c); }
  @Hears(HandedOut) heard(@Payload() e: HandedOut) { return this.events.publish(e); }
}
@Controller()
class StoreDoor {
  constructor(private readonly commands: CommandBus) {}
  @Accepts(HandOut) handOut(@Payload() c: HandOut) { return this.commands.execute(c); }
}

@Module({
  imports: [ContextModule.forRoot({ name: 'shop', entities: [Sale], migrations: [ShopInit1700000000001] })],
  controllers: [ShopDoor],
  providers: [SellHandler, CloseSale],
})
export class ShopModule {}
@Module({
  imports: [ContextModule.forRoot({ name: 'store', entities: [Shelf], migrations: [StoreInit1700000000001] })],
  controllers: [StoreDoor],
  providers: [HandOutHandler],
})
export class StoreModule {}

export const subscriptions = { shop: [HandedOut], store: [] };
void Injectable;
