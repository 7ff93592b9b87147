export { ChargePayment, RefundPayment } from './commands.js';
export { PaymentCaptured, PaymentDeclined, PaymentUndone } from './events.js';
export { chargeLimits } from './limits.js';
export { GetPaymentOfOrder } from './queries.js';
export { PaymentStatus } from './values.js';
