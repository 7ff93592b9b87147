import { z } from 'zod';
import { command, effect } from '#libs/messaging/contract';
import { Id, Money } from '#shared/kernel';

const Captured = z.object({ kind: z.literal('captured') });
const Declined = z.object({
  kind: z.literal('declined'),
  reason: z.string().overwrite((words) => words.slice(0, 200)),
});
const Refunded = z.object({ kind: z.literal('refunded') });
const Failed = z.object({ kind: z.literal('failed'), reason: z.string().max(200) });
const Unknown = z.object({ kind: z.literal('unknown') });

/** The provider's definite word on a charge: the whole amount, or nothing. */
export const ChargeOutcome = z.discriminatedUnion('kind', [Captured, Declined]);
export type ChargeOutcome = z.output<typeof ChargeOutcome>;
/** Its definite word on a refund: all that was asked for, or nothing, now and later. */
export const RefundOutcome = z.discriminatedUnion('kind', [Refunded, Failed]);
export type RefundOutcome = z.output<typeof RefundOutcome>;

/** The call that takes the money. */
export class CaptureCharge extends effect('payments.capture-charge.v1', {
  payload: z.object({ orderId: Id, amount: Money, method: z.string() }),
  result: ChargeOutcome,
  key: (c) => c.orderId,
}) {}

/** The call that gives all of it back. */
export class RefundCharge extends effect('payments.refund-charge.v1', {
  payload: z.object({ orderId: Id, amount: Money }),
  result: Refunded,
  key: (c) => c.orderId,
}) {}

/** The call that gives a part of it back. */
export class RefundPart extends effect('payments.refund-part.v1', {
  payload: z.object({ orderId: Id, refundId: Id, amount: Money }),
  result: RefundOutcome,
  key: (c) => c.orderId,
}) {}

/** What became of the refund of a part: the provider's word. A message to oneself. */
export class RecordRefund extends command('payments.record-refund.v1', {
  payload: z.object({ orderId: Id, refundId: Id, outcome: RefundOutcome }),
  key: (c) => c.orderId,
  from: ['payments'],
}) {}

/** What became of a call: the provider's word, or that there is none yet. A message to oneself. */
export class RecordOutcome extends command('payments.record-outcome.v1', {
  payload: z.object({ orderId: Id, outcome: z.discriminatedUnion('kind', [Captured, Declined, Refunded, Unknown]) }),
  key: (c) => c.orderId,
  from: ['payments'],
}) {}
