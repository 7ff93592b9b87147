import type { RecordOutcome, RecordRefund } from '../messages.js';

/** What an event of the provider says about one of our calls, definitely. */
export type Told =
  | Required<Pick<RecordOutcome, 'orderId' | 'outcome' | 'amount'>>
  | Required<Pick<RecordRefund, 'orderId' | 'refundId' | 'outcome' | 'amount'>>;

/** Port to the events that the payment provider posts. */
export abstract class ProviderEvents {
  /**
   * What a genuine event says; undefined where it says nothing definite about a call of ours.
   *
   * @param body  as it was posted, since that is what is signed
   * @throws Refusal  of ReceiveWebhook: none are expected, the signature is wrong or too old, or the event is not for this account
   */
  abstract read(body: string, signature: string): Told | undefined;
}
