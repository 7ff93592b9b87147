import { z } from 'zod';
import type { Headers } from '#libs/messaging';

const Uuid = z.uuid();

/** What travels with every payload: CloudEvents 1.0 attributes, with its distributed-tracing extension. */
export const EnvelopeHeaders: z.ZodType<Headers> = z.object({
  source: z.string().describe('The context that sent it.'),
  time: z.iso.datetime().describe('When it was created.'),
  traceparent: z.string().describe('W3C trace context.'),
  correlationid: Uuid.describe('The first request or message of the causal chain.'),
  causationid: Uuid.describe('The message that caused this one.'),
  caller: z
    .object({ userId: Uuid, role: z.enum(['customer', 'operator', 'admin']) })
    .optional()
    .describe('The person who caused it; absent when a context acts by itself.'),
  signature: z.string().optional().describe('Reserved for a signature by the sender.'),
});
