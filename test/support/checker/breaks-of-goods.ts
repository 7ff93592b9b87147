import type { Break } from './break.js';

export const GOODS: readonly Break[] = [
  [
    'a unit that appears',
    'inventory',
    `ALTER TABLE stock_item DROP CONSTRAINT nothing_lost; UPDATE stock_item SET on_hand = on_hand + 1`,
    'product <product>: on hand 9 + reserved 0 + committed 2 is not received 10 − written off 0',
  ],
  [
    'a counter below zero',
    'inventory',
    `ALTER TABLE stock_item DROP CONSTRAINT stock_item_on_hand_check; UPDATE stock_item SET on_hand = -1, received = 1`,
    'product <product>: onHand is -1',
  ],
  [
    'a delivery that no ledger line tells',
    'inventory',
    `UPDATE stock_item SET on_hand = on_hand + 5, received = received + 5`,
    'product <product>: onHand is 13, and 8 by its ledger',
  ],
  [
    'a ledger line that is lost',
    'inventory',
    `DELETE FROM stock_movement WHERE reason = 'released'`,
    'product <product>: reserved is 0, and 2 by its ledger',
  ],
  [
    'a unit that is reserved for nobody',
    'inventory',
    `UPDATE stock_item SET on_hand = on_hand - 1, reserved = 1`,
    'product <product>: reserved is 1, and reservations say 0',
  ],
  [
    'a unit that was sold to nobody',
    'inventory',
    `UPDATE stock_item SET on_hand = on_hand - 1, committed = committed + 1`,
    'product <product>: committed is 3, and reservations say 2',
  ],
  [
    'stock that is held for an order that is none',
    'inventory',
    `INSERT INTO reservation VALUES ('<nobody>', 'held', '[]', now())`,
    'stock is reserved for order <nobody>, which is none',
  ],
  [
    'a confirmed order without a reservation',
    'inventory',
    `DELETE FROM reservation WHERE state = 'committed'`,
    'order <confirmed> (confirmed): it has no reservation',
  ],
  [
    'a confirmed order whose goods were given back',
    'inventory',
    `UPDATE reservation SET state = 'released' WHERE state = 'committed'`,
    'order <confirmed> (confirmed): its reservation is released',
  ],
  [
    'a confirmed order that holds too little',
    'inventory',
    `UPDATE reservation SET lines = jsonb_set(lines, '{0,quantity}', '1') WHERE state = 'committed'`,
    'order <confirmed> (confirmed): it wants 2 of <product> and holds 1 of <product>',
  ],
  [
    'a confirmed order that never left the shelf',
    'inventory',
    `UPDATE reservation SET state = 'held' WHERE state = 'committed'`,
    'order <confirmed> (confirmed): its goods have not left the shelf',
  ],
  [
    'a cancelled order that still holds stock',
    'inventory',
    `UPDATE reservation SET state = 'held' WHERE order_id = '<declined>'`,
    'order <declined> (cancelled): it still holds stock (held)',
  ],
  [
    'a cancelled order without a reason',
    'orders',
    `UPDATE order_view SET reason = NULL WHERE id = '<declined>'`,
    'order <declined> (cancelled): no reason is given',
  ],
  [
    'a view that its events do not tell',
    'orders',
    `UPDATE order_view SET status = 'confirmed' WHERE id = '<declined>'`,
    'order <declined> (confirmed): its events are placed, cancelled',
  ],
  [
    'an order that ends twice',
    'orders',
    `INSERT INTO event SELECT stream, 3, 'cancelled', data, headers, at FROM event WHERE stream = 'order-<confirmed>' AND version = 2`,
    'order <confirmed> (confirmed): its events are placed, confirmed, cancelled',
  ],
  [
    'an order that is not seen',
    'orders',
    `DELETE FROM order_view WHERE id = '<refused>'`,
    'order <refused> has events and no view',
  ],
  [
    'a total that its lines do not come to',
    'orders',
    `UPDATE order_view SET total = 1 WHERE id = '<confirmed>'`,
    'order <confirmed> (confirmed): its total is 1, its lines come to 1000',
  ],
  [
    'an order that is never settled',
    'orders',
    `UPDATE order_view SET status = 'pending', settled_at = NULL WHERE id = '<declined>'`,
    'order <declined> is still pending',
  ],
];
