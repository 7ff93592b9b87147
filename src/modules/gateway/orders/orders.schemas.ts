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

export const Message = SentMessage.meta({ id: 'Message' });
export const MessageList = z.object({ data: z.array(Message) }).meta({ id: 'MessageList' });
