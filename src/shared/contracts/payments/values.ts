import { z } from 'zod';
import { Money } from '#shared/kernel';

/**
 * Where the money of an order stands.
 * - `pending`: the charge is asked for; `unknown`: it may have happened, and the provider is being asked
 * - `captured`, `declined`: the provider's definite word
 * - `undoing`: no money is wanted any more, and the charge's definite result is awaited
 * - `refunding`: what was captured is on its way back
 * - `undone`: nothing is kept, now or later
 */
export const PaymentStatus = z.enum(['pending', 'unknown', 'captured', 'declined', 'undoing', 'refunding', 'undone']);
export type PaymentStatus = z.output<typeof PaymentStatus>;

/** A call to the provider and what came of it; `unknown` when no answer came, and the provider is asked again. */
export const PaymentAttempt = z.object({
  kind: z.enum(['charge', 'refund']),
  outcome: z.enum(['unknown', 'captured', 'declined', 'refunded']),
  amount: Money,
  /** Why the provider declined. */
  reason: z.string().max(200).nullable(),
  at: z.iso.datetime(),
});
export type PaymentAttempt = z.output<typeof PaymentAttempt>;
