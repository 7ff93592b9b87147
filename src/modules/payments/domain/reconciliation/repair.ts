import type { AnyMessage, ItemTime } from '#libs/messaging/contract';
import { money } from '#shared/kernel';
import { RecordOutcome, RefundCharge } from '../../messages.js';
import type { PaymentAttempt } from '../attempt.js';
import { giveBack } from '../give-back.js';
import { intent, type Payment } from '../payment.js';
import { record } from '../record.js';
import { type Account, compare } from './compare.js';
import type { PaymentDifference } from './kinds.js';

interface Repair {
  readonly set?: { readonly payment?: Payment; readonly attempts?: readonly PaymentAttempt[] };
  readonly send?: readonly AnyMessage[];
}

/** What repairs a difference of this kind, as it is now; undefined: there is none any more, or another one. */
export function repair(
  kind: PaymentDifference,
  orderId: string,
  payment: Payment | undefined,
  account: Account | undefined,
  item: ItemTime,
): Repair | undefined {
  if (!account || compare(orderId, payment, account)?.kind !== kind) return undefined;
  const { captured, currency } = account;
  const taken = money(captured, currency);
  switch (kind) {
    case 'charge-unknown-here': {
      const charged = { ...(payment ?? intent(orderId, null, taken, item.now)), ...taken, captured };
      return giveBack(charged, item.now);
    }
    case 'outcome-not-recorded':
      return record(new RecordOutcome({ orderId, outcome: { kind: 'captured' } }), { payment }, item);
    case 'refund-missing': {
      const missing = payment!.refunded - account.refunded - account.refunding;
      return { send: [new RefundCharge({ orderId, amount: money(missing, currency) })] };
    }
    default:
      return undefined;
  }
}
