import type { Break } from './break.js';

const DOCUMENT = 'order_document_1';
const changed = (path: string, value: string, order: string): string =>
  `UPDATE ${DOCUMENT} SET doc = jsonb_set(doc, '{${path}}', '${value}') WHERE id = '${order}'`;

/** Corruptions of the read model alone: the final state does not see them, its own hash does. */
export const DOCUMENTS: readonly Break[] = [
  [
    'an order that search does not know',
    'orders',
    `DELETE FROM ${DOCUMENT} WHERE id = '<refused>'`,
    'order <refused> has no document',
  ],
  [
    'a document of an order that is none',
    'orders',
    `UPDATE ${DOCUMENT} SET id = '<nobody>' WHERE id = '<refused>'`,
    'there is a document of order <nobody>, which is none',
  ],
  [
    'a document that is old',
    'orders',
    changed('status', '"pending"', '<confirmed>'),
    'order <confirmed>: its document says status pending, its streams confirmed',
  ],
  [
    'a document with another reason',
    'orders',
    changed('reason', '"timeout"', '<declined>'),
    'order <declined>: its document says reason timeout, its streams payment-declined',
  ],
  [
    'a payment that search believes in',
    'orders',
    changed('payment', '"captured"', '<declined>'),
    'order <declined>: its document says payment captured, its streams declined',
  ],
  [
    'a document with another total',
    'orders',
    changed('total,amount', '1', '<confirmed>'),
    'order <confirmed>: its document says total 1 EUR, its streams 1000 EUR',
  ],
  [
    'a document of somebody else',
    'orders',
    changed('customer,email', '"eve@example.org"', '<free>'),
    'order <free>: its document says customer ',
  ],
  [
    'a line that is lost',
    'orders',
    changed('lines', '[]', '<confirmed>'),
    'order <confirmed>: its document says lines , its streams 2 of <product> (',
  ],
  [
    'an order that search never sees settled',
    'orders',
    changed('settledAt', 'null', '<free>'),
    'order <free>: its document says settledAt null, its streams 20',
  ],
];
