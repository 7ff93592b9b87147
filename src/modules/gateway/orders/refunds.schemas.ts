import { z } from 'zod';
import * as orders from '#shared/contracts/orders';
import { Line } from '#shared/kernel';

const id = '01890a5d-ac96-774b-bcce-b30209900004';
const refundId = '01890a5d-ac96-774b-bcce-b30209900005';
const productId = '01890a5d-ac96-774b-bcce-b302099a8057';
const euros = (amount: number) => ({ amount, currency: 'EUR' });

const wish = {
  ...orders.refundWish,
  lines: z
    .array(Line.extend({ restock: z.boolean().describe('The goods are put back on the shelf.') }).strict())
    .min(1)
    .max(100)
    .optional()
    .describe('The pieces that are refunded, each product once; instead of an amount.'),
};
const lines = [{ productId, quantity: 1, restock: true }];
const planned = {
  amount: euros(1_250),
  shares: [{ productId, quantity: 1, restock: true, amount: euros(1_250) }],
  left: euros(1_250),
};

export const RefundPreviewWish = z
  .strictObject(wish)
  .refine(...orders.isOneOf)
  .meta({ id: 'RefundPreviewWish', examples: [{ lines }, { amount: euros(500) }] });
export type RefundPreviewWish = z.output<typeof RefundPreviewWish>;

export const RefundWish = z
  .strictObject({
    ...wish,
    reason: orders.RefundReason.exclude(['order-cancelled']).describe('Why; it is kept with the order.'),
  })
  .refine(...orders.isOneOf)
  .meta({
    id: 'RefundWish',
    examples: [
      { lines, reason: 'damaged' },
      { amount: euros(500), reason: 'goodwill' },
    ],
  });
export type RefundWish = z.output<typeof RefundWish>;

export const RefundPreview = orders.PreviewRefund.contract.reply!.meta({
  id: 'RefundPreview',
  description: 'What a refund would give back of each line, and what could be given back after it.',
  examples: [planned],
});

export const AcceptedRefund = orders.RefundOrder.contract.reply!.meta({
  id: 'AcceptedRefund',
  description: 'A refund at its acceptance, and what can be given back besides it. The order shows what becomes of it.',
  examples: [{ id, refundId, ...planned }],
});
