import { z } from 'zod';
import * as orders from '#shared/contracts/orders';

const id = '01890a5d-ac96-774b-bcce-b30209900004';

export const CancellationWish = z
  .strictObject({
    reason: orders.CancellationReason.optional().describe('Why; without it the order says who has cancelled it.'),
  })
  .meta({ id: 'CancellationWish', examples: [{ reason: 'no-longer-needed' }] });
export type CancellationWish = z.output<typeof CancellationWish>;

export const Cancellation = orders.CancelOrder.contract.reply!.meta({
  id: 'Cancellation',
  description:
    'What becomes of the order and of its money. `money` is `none`: nothing was taken and nothing will be; `returned-if-taken`: whatever was taken, or is taken by a payment that is under way, is given back before the order is `cancelled`; `returned`: what was taken has been given back.',
  examples: [
    {
      id,
      status: 'pending',
      progress: 'compensating',
      reason: 'no-longer-needed',
      money: 'returned-if-taken',
    },
  ],
});
