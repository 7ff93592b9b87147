import { z } from 'zod';
import { pageOf, query } from '#libs/messaging/contract';
import { Id, Money, Text } from '#shared/kernel';
import { FoundOrder } from './found.js';
import { OrderPayment, OrderStatus } from './values.js';

/** Days of a period of totals, and rows of a reply. */
export const MOST_DAYS = 92;
export const MOST_TOTALS = 2_000;

/** Of a time that every store can compare. */
const When = z.iso.datetime().refine((time) => time >= '1970', 'a time from 1970 on');
/** In UTC: `2030-01-31`. */
const Day = z.iso
  .date()
  .max(10)
  .refine((day) => day >= '1970', 'a day from 1970 on');

/** Both days belong to the period. */
export const daysOfTotals = { from: Day, to: Day };

/** What may be asked of orders; all that is given must hold. */
export const orderFilters = {
  status: OrderStatus.optional(),
  payment: OrderPayment.optional(),
  productId: Id.optional(),
  /** Placed at this time or later. */
  placedFrom: When.optional(),
  /** Placed before this time. */
  placedTo: When.optional(),
  /** Of the total, in minor units of `currency`, both included. */
  amountFrom: Money.shape.amount.optional(),
  amountTo: Money.shape.amount.optional(),
  currency: Money.shape.currency.optional(),
  /** Why it was cancelled. */
  reason: Text(200).optional(),
  /** Beginnings of words, each of which the order must have: of names, of the e-mail address, of article numbers and of ids. */
  text: Text(200).optional(),
};

/** Amounts of different currencies cannot be compared. */
export const amountHasCurrency = (asked: { amountFrom?: number; amountTo?: number; currency?: string }): boolean =>
  asked.currency !== undefined || (asked.amountFrom === undefined && asked.amountTo === undefined);
export const NO_CURRENCY = { message: 'an amount needs its currency', path: ['currency'] };

export const searchErrors = {
  'orders.bad-cursor': 'invalid',
  'orders.no-words': 'invalid',
  'orders.too-many-words': 'invalid',
  'orders.search-too-slow': 'refused',
  'orders.search-away': 'unavailable',
} as const;

/**
 * Finds orders of all customers, for staff. Answered from the read model, which is seconds behind the orders themselves; `search-away`
 * while it cannot be asked.
 */
export class SearchOrders extends query('orders.search-orders.v1', {
  payload: z
    .strictObject({
      ...orderFilters,
      userId: Id.optional(),
      order: z.enum(['newest', 'oldest']),
      limit: z.int().min(1).max(100),
      cursor: z.string().max(200).optional(),
    })
    .refine(amountHasCurrency, NO_CURRENCY),
  reply: pageOf(FoundOrder),
  errors: { ...searchErrors, 'orders.staff-only': 'forbidden' },
  from: ['gateway'],
}) {}

/** Orders that were placed on one day, with one status and in one currency. */
export const OrderTotal = z.object({
  day: z.iso.date().max(10),
  status: OrderStatus,
  currency: Money.shape.currency,
  orders: z.int().min(0),
  /** Sum of their totals, in minor units. */
  amount: z.int().min(0),
});

/** Totals of the orders of all customers by day (UTC), status and currency, for staff; the earliest first. From the read model. */
export class OrderTotals extends query('orders.order-totals.v1', {
  payload: z.strictObject(daysOfTotals),
  reply: z.object({ totals: z.array(OrderTotal).max(MOST_TOTALS) }),
  errors: {
    'orders.staff-only': 'forbidden',
    'orders.bad-period': 'invalid',
    'orders.search-too-slow': 'refused',
    'orders.search-away': 'unavailable',
  },
  from: ['gateway'],
}) {}
