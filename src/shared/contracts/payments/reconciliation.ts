import { z } from 'zod';
import { command, query, rowsOf } from '#libs/messaging/contract';
import { Difference, DifferencesAsked, RepairAsked, Repaired } from '#shared/kernel';

const forStaff = { 'ops.staff-only': 'forbidden' } as const;

/** Where payments and the provider differ, what was seen first before the others. */
export class ListPaymentDifferences extends query('payments.list-payment-differences.v1', {
  payload: DifferencesAsked,
  reply: z.object({ differences: rowsOf(Difference), hasMore: z.boolean() }),
  errors: forStaff,
  from: ['gateway'],
}) {}

/** Repairs a difference, or says what it would do. What is not there any more, when the provider is asked now, is gone. */
export class RepairPaymentDifference extends command('payments.repair-payment-difference.v1', {
  payload: RepairAsked,
  reply: Repaired,
  errors: { ...forStaff, 'payments.no-such-difference': 'not-found', 'payments.only-by-hand': 'conflict' },
  key: (c) => c.id,
  audit: ({ id, reason, dryRun }, reply) =>
    dryRun ? undefined : { difference: id, kind: reply?.kind, order: reply?.orderId, reason, state: reply?.state },
  passesAdmission: true,
  from: ['gateway'],
}) {}
