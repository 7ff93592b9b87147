import { z } from 'zod';
import { command, effect, event, Sealed } from '#libs/messaging';

// What two small contexts say to each other in the core's own suite: the shop sells, the store hands out, the shop counts what came back.

/** How a message goes wrong at its receiver. */
export const Misdeed = z.enum([
  'throws',
  'breaks-a-constraint',
  'kills',
  'promises',
  'decides-nothing',
  'sets-what-it-peeked',
  'sets-what-it-did-not-load',
]);
export type Misdeed = z.output<typeof Misdeed>;
/** How the world answers a ring. */
export const Answer = z.enum(['clear', 'lost', 'never']);

export class Sell extends command('shop.sell.v1', {
  payload: z.object({
    id: z.uuid(),
    shelf: z.uuid(),
    quantity: z.int(),
    misdeed: Misdeed.optional(),
    answer: Answer.optional(),
    note: z.string().optional(),
    word: Sealed(z.string()).optional(),
  }),
  reply: z.object({ sold: z.int(), receipt: z.uuid() }),
  errors: { 'shop.too-many': 'refused' },
  key: (c) => c.id,
}) {}
/** Undoes what a ring has begun. */
export class Recall extends command('shop.recall.v1', { payload: z.object({ id: z.uuid() }), key: (c) => c.id }) {}

export class HandOut extends command('store.hand-out.v1', {
  payload: z.object({
    sale: z.uuid(),
    shelf: z.uuid(),
    quantity: z.int(),
    misdeed: Misdeed.optional(),
    note: z.string().optional(),
    word: Sealed(z.string()).optional(),
  }),
  key: (c) => c.sale,
  from: ['shop'],
}) {}
export class HandedOut extends event('store.handed-out.v1', {
  payload: z.object({ sale: z.uuid(), shelf: z.uuid(), quantity: z.int() }),
  key: (e) => e.sale,
}) {}
/** The whole state of a shelf, with a version of its own: a copy takes only newer ones. */
export class ShelfChanged extends event('store.shelf-changed.v1', {
  payload: z.object({ shelf: z.uuid(), taken: z.int(), change: z.int() }),
  key: (e) => e.shelf,
}) {}

// the shop's messages to itself
export class ThankBuyer extends command('shop.thank-buyer.v1', {
  payload: z.object({ sale: z.uuid() }),
  key: (c) => c.sale,
}) {}
export class Reminded extends event('shop.reminded.v1', {
  payload: z.object({ sale: z.uuid() }),
  key: (e) => e.sale,
}) {}
export class RingBell extends effect('shop.ring-bell.v1', {
  payload: z.object({ sale: z.uuid(), answer: Answer.optional() }),
  result: z.object({ rung: z.boolean() }),
  key: (e) => e.sale,
}) {}
export class BellRung extends event('shop.bell-rung.v1', {
  payload: z.object({ sale: z.uuid() }),
  key: (e) => e.sale,
}) {}
export class BellUnknown extends event('shop.bell-unknown.v1', {
  payload: z.object({ sale: z.uuid() }),
  key: (e) => e.sale,
}) {}

export const subscriptions = { shop: [HandedOut, ShelfChanged], store: [] };
