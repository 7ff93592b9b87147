import { z } from 'zod';
import { pageOf } from '#libs/messaging/contract';
import { Message as SentMessage } from '#shared/contracts/notifications';
import * as orders from '#shared/contracts/orders';
import { Line, Money } from '#shared/kernel';

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
        lines: [{ productId: '01890a5d-ac96-774b-bcce-b302099a8057', quantity: 2 }],
        payment: { method: 'pm_card_visa' },
      },
    ],
  });
export type NewOrder = z.output<typeof NewOrder>;

/** An order at its acceptance; its later states are read at its `Location`. */
export const PlacedOrder = z
  .object({ id: z.uuid(), status: orders.OrderStatus, total: Money })
  .meta({ id: 'PlacedOrder' });

export const Order = orders.Order.meta({ id: 'Order' });
export const OrderPage = pageOf(Order).meta({ id: 'OrderPage' });

/** The data of one event; its name is `type`, and its id is `version`. */
export const OrderEvent = orders.OrderChange.meta({ id: 'OrderEvent' });
export const ORDER_EVENTS_EXAMPLE = `retry: 1000

id: 2
event: confirmed
data: {"orderId":"01890a5d-ac96-774b-bcce-b30209900004","version":2,"at":"2026-03-01T12:00:00.000Z","type":"confirmed"}

`;

export const Message = SentMessage.meta({ id: 'Message' });
export const MessageList = z.object({ data: z.array(Message) }).meta({ id: 'MessageList' });
