import type { EffectCall } from '#libs/messaging';
import type { CaptureCharge, RefundCharge } from '../messages.js';

/** The name of the provider in traces, whichever it is. */
export const PEER = 'payment-provider';

/** Of a call: which of them it is, however often it is made. */
export const attributesOf = ({ orderId }: CaptureCharge | RefundCharge, { key }: EffectCall) => ({
  'cleave.key': orderId,
  'cleave.call.key': key,
});
