export { ChargePayment, MakeRefund, RefundPayment } from './commands.js';
export { PaymentCaptured, PaymentDeclined, PaymentUndone, RefundFailed, RefundMade } from './events.js';
export { chargeLimits } from './limits.js';
export { GetPaymentOfOrder, ListBalances, ListPayments, MOST_BALANCES } from './queries.js';
export { ListPaymentDifferences, RepairPaymentDifference } from './reconciliation.js';
export { PaymentAttempt, PaymentStatus } from './values.js';
