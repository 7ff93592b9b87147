export { ChargePayment, MakeRefund, RefundPayment } from './commands.js';
export { PaymentCaptured, PaymentDeclined, PaymentUndone, RefundFailed, RefundMade } from './events.js';
export { chargeLimits } from './limits.js';
export { GetPaymentOfOrder, GetProviderBacklog, ListPayments } from './queries.js';
export { PaymentAttempt, PaymentStatus } from './values.js';
export { MOST_EVENT, ReceiveWebhook } from './webhooks.js';
