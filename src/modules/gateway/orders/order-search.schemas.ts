import { z } from 'zod';
import { pageOf } from '#libs/messaging/contract';
import * as orders from '#shared/contracts/orders';
import { Id, Money } from '#shared/kernel';
import { optionalDecimal, PageQuery } from '../requests/schemas.js';
import { orderExample } from './orders.schemas.js';

const MOST_AMOUNT = Money.shape.amount.maxValue!;
const userId = '01890a5d-ac96-774b-bcce-b30209900001';
const { id, status, reason, lines, total, placedAt, settledAt } = orderExample;

const asked = orders.orderFilters;
const filters = {
  status: asked.status.meta({ description: 'Orders with this status.', examples: ['confirmed'] }),
  payment: asked.payment.meta({
    description:
      'Orders with this state of their payment, as far as their checkout knows: `refund-failed` is one that a person has to look at.',
    examples: ['captured'],
  }),
  productId: asked.productId.meta({
    description: 'Orders with this product.',
    examples: [lines[0]!.productId],
  }),
  placedFrom: asked.placedFrom.meta({ description: 'Placed at this time or later, in UTC.', examples: [placedAt] }),
  placedTo: asked.placedTo.meta({
    description: 'Placed before this time, in UTC.',
    examples: ['2026-12-01T00:00:00Z'],
  }),
  amountFrom: optionalDecimal(0, MOST_AMOUNT, {
    description: 'With a total of so much or more, in minor units of `currency`, which it needs.',
    examples: [1_000],
  }),
  amountTo: optionalDecimal(0, MOST_AMOUNT, {
    description: 'With a total of so much or less, in minor units of `currency`, which it needs.',
    examples: [5_000],
  }),
  currency: asked.currency.meta({ description: 'With a total in this currency.', examples: ['EUR'] }),
  reason: asked.reason.meta({ description: 'Cancelled for this reason.', examples: ['out-of-stock'] }),
  text: asked.text.meta({
    description:
      'One to five beginnings of words, in any order and any case, each of which the order must have: in names of the customer and the products, the e-mail address, article numbers or its id.',
    examples: ['ada mug'],
  }),
};

/** The caller's own orders: all, or those that match. */
export const OrderListQuery = PageQuery.extend(filters).refine(orders.amountHasCurrency, orders.NO_CURRENCY);
export type OrderListQuery = z.output<typeof OrderListQuery>;

export const OrderSearchQuery = PageQuery.extend({
  ...filters,
  userId: Id.optional().meta({ description: 'Orders of this user.', examples: [userId] }),
  order: z.enum(['newest', 'oldest']).default('newest').meta({ description: 'Which orders come first.' }),
}).refine(orders.amountHasCurrency, orders.NO_CURRENCY);
export type OrderSearchQuery = z.output<typeof OrderSearchQuery>;

const FoundOrder = orders.FoundOrder.meta({
  id: 'FoundOrder',
  description:
    'An order with names, payment and customer. What is null has not been heard of yet; names of products are cut after 180 characters.',
  examples: [
    {
      id,
      status,
      reason,
      payment: 'captured',
      customer: { id: userId, name: 'Ada', email: 'ada@example.org' },
      lines: lines.map(({ productId, quantity, unitPrice }) => ({
        productId,
        quantity,
        unitPrice,
        sku: 'MUG-1',
        name: 'Mug',
      })),
      total,
      placedAt,
      settledAt,
    },
  ],
});
export const FoundOrderPage = pageOf(FoundOrder).meta({
  id: 'FoundOrderPage',
  description: 'A page of orders of all customers.',
});

const { from, to } = orders.daysOfTotals;
export const OrderTotalsQuery = z.strictObject({
  from: from.meta({ description: 'The first day, in UTC.', examples: ['2026-11-01'] }),
  to: to.meta({ description: 'The last day, in UTC; it belongs to the period.', examples: ['2026-11-30'] }),
});
export type OrderTotalsQuery = z.output<typeof OrderTotalsQuery>;

export const OrderTotalList = z
  .object({
    data: z.array(
      orders.OrderTotal.extend({
        orders: z.int().min(0).describe('How many there are.'),
        amount: z.int().min(0).describe('Their totals together, in minor units.'),
      }),
    ),
  })
  .meta({
    id: 'OrderTotalList',
    description: 'Orders that were placed on a day, by status and currency; a day without orders is left out.',
    examples: [{ data: [{ day: '2026-11-24', status, currency: total.currency, orders: 1, amount: total.amount }] }],
  });
