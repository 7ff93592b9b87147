import { z } from 'zod';
import { pageOf } from '#libs/messaging/contract';
import { Message as SentMessage } from '#shared/contracts/notifications';
import * as orders from '#shared/contracts/orders';
import { Line, Money } from '#shared/kernel';

const id = '01890a5d-ac96-774b-bcce-b30209900004';
const productId = '01890a5d-ac96-774b-bcce-b302099a8057';
const total = { amount: 2500, currency: 'EUR' };

/** An order as the document shows it. */
export const orderExample = {
  id,
  status: 'confirmed' as const,
  progress: 'done',
  reason: null,
  lines: [{ productId, quantity: 2, unitPrice: { amount: 1250, currency: 'EUR' }, priceVersion: 1 }],
  total,
  refunded: { amount: 0, currency: 'EUR' },
  placedAt: '2026-11-24T10:00:00.000Z',
  settledAt: '2026-11-24T10:00:00.120Z',
};

export const NewOrder = z
  .strictObject({
    lines: z.array(Line.strict()).min(1).max(100),
    payment: z
      .strictObject({ method: orders.PaymentMethod })
      .optional()
      .describe('May be left out where the total is 0.'),
  })
  .meta({
    id: 'NewOrder',
    examples: [
      {
        lines: [{ productId, quantity: 2 }],
        payment: { method: 'pm_card_visa' },
      },
    ],
  });
export type NewOrder = z.output<typeof NewOrder>;

export const PlacedOrder = z.object({ id: z.uuid(), status: orders.OrderStatus, total: Money }).meta({
  id: 'PlacedOrder',
  description: 'An order at its acceptance; its later states are read at its `Location`.',
  examples: [{ id, status: 'pending', total }],
});

export const Order = orders.Order.meta({
  id: 'Order',
  description:
    'An order. `status` is `pending` until it is final; `progress` says where the checkout of a pending one stands, `reason` why one was cancelled.',
  examples: [orderExample],
});
/** With its refunds, of which a list shows the sum alone. */
export const OneOrder = orders.Order.extend({ refunds: z.array(orders.Refund) }).meta({
  id: 'OneOrder',
  description:
    'An order with its refunds. `refunded` is the sum of those that are `made`; one that is `failed` has given nothing back.',
  examples: [{ ...orderExample, refunds: [] }],
});
export const OrderPage = pageOf(Order).meta({ id: 'OrderPage', description: 'A page of orders, the newest first.' });

export const OrderEvent = orders.OrderChange.meta({
  id: 'OrderEvent',
  description: 'A change of an order; the name of the event is its `type`, the id its `version`.',
});
export const ORDER_EVENTS_EXAMPLE = `retry: 1000

id: 2
event: confirmed
data: {"orderId":"01890a5d-ac96-774b-bcce-b30209900004","version":2,"at":"2026-03-01T12:00:00.000Z","type":"confirmed"}

`;

export const Message = SentMessage.meta({
  id: 'Message',
  description:
    'An e-mail. `waiting`: the contact is not known yet; `ready`: addressed and written. `delivery` is there where e-mails are sent: `sending` until the mail server has taken (`sent`) or refused it.',
  examples: [
    {
      kind: 'order-confirmed',
      status: 'ready',
      to: 'ada@example.org',
      subject: 'Your order is confirmed',
      body: 'We have charged 25.00 EUR and are packing your order.',
      createdAt: '2026-11-24T10:00:00.140Z',
    },
  ],
});
export const MessageList = z
  .object({ data: z.array(Message) })
  .meta({ id: 'MessageList', description: 'The e-mails of an order.' });
