import { z } from 'zod';
import { command } from '#libs/messaging/contract';

/** The largest event that is taken, in characters; those of payments have about 4,000. */
export const MOST_EVENT = 64 * 1024;

/**
 * An event of the payment provider, byte for byte as it was posted, with the header that signs it. Answered when it is stored, or when
 * there is nothing to do about it. Only payments has the secret of the signature, so only payments can tell whether it is genuine.
 *
 * Its sender gives it the event's id, so that an event that is posted again is not taken again.
 */
export class ReceiveWebhook extends command('payments.receive-webhook.v1', {
  payload: z.object({ body: z.string().max(MOST_EVENT), signature: z.string().max(2_000) }),
  reply: z.object({ received: z.literal(true) }),
  errors: {
    'payments.no-webhooks': 'not-found',
    'payments.bad-signature': 'invalid',
    'payments.signature-too-old': 'invalid',
    'payments.malformed-event': 'invalid',
    'payments.another-account': 'forbidden',
  },
  from: ['gateway'],
}) {}
