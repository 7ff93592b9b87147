import { z } from 'zod';
import * as orders from '#shared/contracts/orders';

export const History = z.object({ data: z.array(orders.HistoryEntry) }).meta({
  id: 'OrderHistory',
  description: 'What has happened to an order, in the order of time.',
  examples: [
    {
      data: [
        {
          at: '2026-11-24T10:00:00.100Z',
          kind: 'paid',
          words: 'We have received 25.00 EUR.',
          reason: null,
          amount: { amount: 2500, currency: 'EUR' },
        },
      ],
    },
  ],
});
