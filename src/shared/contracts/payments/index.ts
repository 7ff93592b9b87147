export { ChargePayment, MakeRefund, RefundPayment } from './commands.js';
export { PaymentCaptured, PaymentDeclined, PaymentUndone, RefundFailed, RefundMade } from './events.js';
export { chargeLimits } from './limits.js';
export { GetPaymentOfOrder, GetProviderBacklog, ListBalances, ListPayments, MOST_BALANCES } from './queries.js';
export { ListPaymentDifferences, RepairPaymentDifference } from './reconciliation.js';
export { PaymentAttempt, PaymentStatus } from './values.js';
export { MOST_EVENT, ReceiveWebhook } from './webhooks.js';
