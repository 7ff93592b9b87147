import { z } from 'zod';

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
