import { Controller, Module } from '@nestjs/common';
import { CommandBus, CommandHandler, EventsHandler, type ICommandHandler, type IEventHandler } from '@nestjs/cqrs';
import { z } from 'zod';
import {
  Accepts,
  command,
  ContextModule,
  effect,
  EffectHandler,
  event,
  type IEffectHandler,
  milliseconds,
  UnitOfWork,
} from '#libs/messaging';

const Minutes = z.int().min(0);
const dish = { payload: z.object({ dish: z.string() }), key: (m: { dish: string }) => m.dish };

/** Cook a dish; with `every`, another one whenever one is ready. */
export class Cook extends command('kitchen.cook.v1', {
  payload: z.object({
    dish: z.string(),
    minutes: Minutes,
    every: Minutes.optional(),
    isRuined: z.boolean().optional(),
  }),
  key: (c) => c.dish,
}) {}
export class Served extends event('kitchen.served.v1', {
  payload: z.object({ dish: z.string(), at: z.iso.datetime() }),
  key: (e) => e.dish,
}) {}

// the kitchen's messages to itself
export class Rang extends event('kitchen.rang.v1', {
  payload: z.object({ dish: z.string(), every: Minutes.optional(), isRuined: z.boolean().optional() }),
  key: (e) => e.dish,
}) {}
class Plate extends effect('kitchen.plate.v1', { ...dish, result: z.object({}) }) {}
class Plated extends event('kitchen.plated.v1', dish) {}

const after = (minutes: number) => milliseconds(`${minutes}m`);

@CommandHandler(Cook)
class CookHandler implements ICommandHandler<Cook> {
  constructor(private readonly work: UnitOfWork) {}

  execute({ minutes, ...more }: Cook) {
    return this.work
      .on({})
      .decide((_, { id }) => ({ later: [{ id: id('timer'), message: new Rang(more), afterMs: after(minutes) }] }));
  }
}

@EventsHandler(Rang)
class TakeOff implements IEventHandler<Rang> {
  constructor(private readonly work: UnitOfWork) {}

  handle(rang: Rang) {
    return this.work.on({}).decide((_, { id }) => {
      if (rang.isRuined) throw new Error(`${rang.dish} is burnt`);
      return {
        send: [new Plate({ dish: rang.dish })],
        later: rang.every === undefined ? [] : [{ id: id('timer'), message: rang, afterMs: after(rang.every) }],
      };
    });
  }
}

@EffectHandler(Plate)
class PlateHandler implements IEffectHandler<Plate, object> {
  async find(): Promise<undefined> {}
  async act() {
    return {};
  }
  tell({ dish: plated }: Plate) {
    return new Plated({ dish: plated });
  }
}

@EventsHandler(Plated)
class Serve implements IEventHandler<Plated> {
  constructor(private readonly work: UnitOfWork) {}

  handle({ dish: served }: Plated) {
    return this.work.on({}).decide((_, { now }) => ({ send: [new Served({ dish: served, at: now.toISOString() })] }));
  }
}

@Controller()
class KitchenDoor {
  constructor(private readonly commands: CommandBus) {}

  @Accepts(Cook) cook(order: Cook) {
    return this.commands.execute(order);
  }
}

/** A context that works by timers: one rings, the dish is plated outside, and served. */
@Module({
  imports: [ContextModule.forRoot({ name: 'kitchen', entities: [], migrations: [], messages: [Rang, Plate, Plated] })],
  controllers: [KitchenDoor],
  providers: [CookHandler, TakeOff, PlateHandler, Serve],
})
export class KitchenModule {}
