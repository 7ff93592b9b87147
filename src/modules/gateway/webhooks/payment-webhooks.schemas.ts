import { z } from 'zod';

/** As much of an event as the gateway looks at: the whole of it is checked by payments, as it came. */
export const ProviderEvent = z
  .looseObject({
    id: z.string().min(1).max(255).describe('The same however often the event is posted.'),
  })
  .meta({
    id: 'ProviderEvent',
    description: 'An event of Stripe, as it posts it.',
    example: {
      id: 'evt_1PcR5aLkdIwHu7ix',
      object: 'event',
      type: 'payment_intent.succeeded',
      data: { object: { id: 'pi_3MtwBwLkdIwHu7ix', object: 'payment_intent', amount: 2500, currency: 'eur' } },
    },
  });
export type ProviderEvent = z.output<typeof ProviderEvent>;

export const Received = z.object({ received: z.literal(true) }).meta({
  id: 'Received',
  description: 'It is stored, or there is nothing to do about it.',
  example: { received: true },
});
