import type { Break } from './break.js';

export const MONEY: readonly Break[] = [
  [
    'a confirmed order that was not paid',
    'provider',
    `DELETE FROM ledger WHERE outcome = 'captured'`,
    'order <confirmed> (confirmed): its total is 1000, and the provider has kept 0',
  ],
  [
    'a charge that was made twice',
    'provider',
    `INSERT INTO ledger SELECT kind, 'again', order_id, amount, currency, method, outcome FROM ledger WHERE outcome = 'captured'`,
    'order <confirmed> (confirmed): it was charged 2 times',
  ],
  [
    'a charge of another amount',
    'provider',
    `UPDATE ledger SET amount = 1001 WHERE outcome = 'captured'`,
    'order <confirmed> (confirmed): 1001 were captured of a total of 1000',
  ],
  [
    'a charge in another currency',
    'provider',
    `UPDATE ledger SET currency = 'USD' WHERE outcome = 'captured'`,
    'USD: captured 1000 − refunded 0 is not 0, the sum of confirmed orders',
  ],
  [
    'a refund of what is confirmed',
    'provider',
    `INSERT INTO ledger SELECT 'refund', key, order_id, amount, currency, method, 'refunded' FROM ledger WHERE outcome = 'captured'`,
    'EUR: captured 1000 − refunded 1000 is not 1000, the sum of confirmed orders',
  ],
  [
    'a refund of what was never captured',
    'provider',
    `UPDATE ledger SET outcome = 'refunded' WHERE outcome = 'declined'`,
    'order <declined> (cancelled): 1000 were refunded of 0',
  ],
  [
    'money that a cancelled order leaves with the provider',
    'provider',
    `UPDATE ledger SET outcome = 'captured' WHERE outcome = 'declined'`,
    'order <declined> (cancelled): the provider has kept 1000',
  ],
  [
    'money of an order that is none',
    'provider',
    `UPDATE ledger SET order_id = '<nobody>' WHERE outcome = 'declined'`,
    'the provider has booked for order <nobody>, which is none',
  ],
  [
    'a refund above what was captured',
    'payments',
    `ALTER TABLE payment DROP CONSTRAINT no_more_than_asked; UPDATE payment SET refunded = captured + 1 WHERE status = 'captured'`,
    'payment of order <confirmed>: not 0 ≤ refunded 1001 ≤ captured 1000 ≤ authorised 1000',
  ],
  [
    'books of our own that say something else',
    'payments',
    `UPDATE payment SET refunded = 1 WHERE status = 'captured'`,
    'payment of order <confirmed> (captured): captured 1000, refunded 1, but the provider has captured 1000 and refunded 0',
  ],
  [
    'a payment that is never settled',
    'payments',
    `UPDATE payment SET status = 'undoing' WHERE order_id = '<declined>'`,
    'order <declined> (cancelled): its payment is still undoing',
  ],
  [
    'a confirmed order whose payment is not',
    'payments',
    `UPDATE payment SET status = 'unknown' WHERE order_id = '<confirmed>'`,
    'order <confirmed> (confirmed): its payment is unknown',
  ],
  [
    'a payment of an order that is none',
    'payments',
    `UPDATE payment SET order_id = '<nobody>' WHERE status = 'declined'`,
    'there is a payment of order <nobody>, which is none',
  ],
  [
    'an e-mail that was never written',
    'notifications',
    `DELETE FROM message WHERE kind = 'order-confirmed'`,
    'order <confirmed> (confirmed): its e-mails are: none',
  ],
  [
    'an e-mail that was written twice',
    'notifications',
    `ALTER TABLE message DROP CONSTRAINT message_pkey; INSERT INTO message SELECT * FROM message WHERE kind = 'order-confirmed'`,
    'order <confirmed> (confirmed): its e-mails are: order-confirmed, order-confirmed',
  ],
  [
    'an e-mail that says the opposite',
    'notifications',
    `UPDATE message SET kind = 'order-confirmed' WHERE order_id = '<declined>'`,
    'order <declined> (cancelled): its e-mails are: order-confirmed',
  ],
  [
    'an e-mail that waits for ever',
    'notifications',
    `UPDATE message SET status = 'waiting', "to" = NULL WHERE order_id = '<refused>'`,
    'order <refused>: its e-mail order-cancelled is waiting',
  ],
  [
    'an e-mail about an order that is none',
    'notifications',
    `UPDATE message SET order_id = '<nobody>' WHERE order_id = '<refused>'`,
    'there is an e-mail about order <nobody>, which is none',
  ],
  [
    'a message that was never sent',
    'orders',
    `INSERT INTO outbox VALUES ('<nobody>', 'inventory', 'inventory.commit-stock.v1', 'k', '{}', '{}', now(), 0, 0, NULL, 'x')`,
    'there is a message in the outbox of orders: inventory.commit-stock.v1 k',
  ],
  [
    'a message that was given up',
    'payments',
    `INSERT INTO dead_letter (id, receiver, type, key, body, headers, failures, why, created_at) VALUES ('<nobody>', 'orders', 'payments.payment-captured.v1', 'k', '{}', '{}', 10, 'broken', now())`,
    'there is a dead letter of payments: payments.payment-captured.v1 k (broken)',
  ],
];
