import type { Identity } from '#libs/messaging/contract';
import * as operations from '#libs/messaging/ops';
import * as inventory from '#shared/contracts/inventory';
import * as notifications from '#shared/contracts/notifications';
import * as orders from '#shared/contracts/orders';
import * as payments from '#shared/contracts/payments';
import * as users from '#shared/contracts/users';
import {
  at,
  comparison,
  decidedCopy,
  difference,
  helped,
  openSaga,
  orderId,
  plan,
  repaired,
  saga,
  standing,
} from './operators-answers.js';
import type { RecordingBus } from './recording-bus.js';

export * from './operators-answers.js';

export const adaId = '01890a5d-ac96-774b-bcce-b30209900001';
export const oscarId = '01890a5d-ac96-774b-bcce-b30209900002';
export const mugId = '01890a5d-ac96-774b-bcce-b30209900003';
export const ada: Identity = { userId: adaId, role: 'customer' };
export const oscar: Identity = { userId: oscarId, role: 'operator' };

export const user = { id: adaId, email: 'ada@example.org', name: 'Ada', role: 'customer' as const };
export const mug = {
  id: mugId,
  sku: 'MUG',
  name: 'Mug',
  price: { amount: 1250, currency: 'EUR' },
  available: 3,
  version: 3,
};
export const placed = { id: orderId, status: 'pending' as const, total: { amount: 2500, currency: 'EUR' } };
export const order: orders.Order = {
  ...placed,
  status: 'confirmed',
  progress: 'done',
  reason: null,
  lines: [{ productId: mugId, quantity: 2, unitPrice: mug.price, priceVersion: 1 }],
  refunded: { amount: 0, currency: 'EUR' },
  placedAt: at,
  settledAt: at,
};
export const payment = {
  orderId,
  status: 'captured' as const,
  amount: placed.total,
  refunded: { amount: 0, currency: 'EUR' },
  attempts: [{ kind: 'charge' as const, outcome: 'captured' as const, amount: placed.total, reason: null, at }],
};
export const found: orders.FoundOrder = {
  ...placed,
  status: 'confirmed',
  reason: null,
  payment: 'captured',
  customer: { id: adaId, name: user.name, email: user.email },
  lines: [{ productId: mugId, sku: mug.sku, name: mug.name, quantity: 2, unitPrice: mug.price }],
  placedAt: at,
  settledAt: at,
};
export const november = { from: '2026-11-01', to: '2026-11-30' };
export const dayTotal = { day: '2026-11-24', status: 'confirmed' as const, currency: 'EUR', orders: 1, amount: 2500 };
const change = { orderId, at };
export const changes = {
  changes: [
    { ...change, version: 1, type: 'placed' as const, lines: order.lines, total: order.total },
    { ...change, version: 2, type: 'confirmed' as const },
  ],
  isLast: true,
};
export const message = {
  kind: 'order-confirmed' as const,
  status: 'ready' as const,
  to: user.email,
  subject: 'Your order',
  body: 'is confirmed',
  createdAt: at,
};
export const end = { next: null, hasMore: false };

export const newUser = { email: user.email, password: 'correct horse', name: user.name };
export const credentials = { email: user.email, password: 'correct horse' };
export const newProduct = { sku: mug.sku, name: mug.name, price: mug.price };
export const productChange = { price: { amount: 1390, currency: 'EUR' } };
export const seen = { 'if-match': '"3.rl2YzZV4ZxLq0pXqEJ2mOA"' };
export const priceEntry = { price: mug.price, from: at, version: 3 };
export const movement = { id: adaId, at, orderId, reason: 'reserved', onHand: -2, reserved: 2, committed: 0 };
export const stockChange = { delta: 3, reason: 'delivery' };
export const reason = { reason: 'the cause is mended' };
export const providerEvent = { id: 'evt_1', object: 'event', type: 'payment_intent.succeeded', data: { object: {} } };
export const newOrder = { lines: [{ productId: mugId, quantity: 2 }], payment: { method: 'pm_card_visa' } };

export const group = '0123456789ab';
export const letter = {
  id: adaId,
  receiver: 'inventory',
  type: 'inventory.reserve-stock.v1',
  key: orderId,
  group,
  failures: 10,
  why: 'internal: no',
  bornAt: at,
  diedAt: at,
};
export const fact = { at, kind: 'event' as const, what: 'order placed', details: { userId: adaId } };
export const deadMessage = {
  id: letter.id,
  type: letter.type,
  key: orderId,
  headers: {},
  bornAt: at,
  letters: [{ receiver: letter.receiver, group, failures: 10, why: letter.why, diedAt: at, settled: null }],
};
export const settled = { settled: 1, already: 0, more: false };
export const historyEntry = {
  at,
  kind: 'confirmed' as const,
  words: 'The order is confirmed.',
  reason: null,
  amount: null,
};
export const cancellation = {
  id: orderId,
  status: 'pending' as const,
  progress: 'compensating',
  reason: 'customer-cancelled',
  money: 'returned-if-taken' as const,
};
export const lagOf = (context: string) => ({
  context,
  replica: 'one',
  lanes: [],
  inbox: { rows: null, waiting: 0 },
});

/** A successful answer to every contract. */
export function allIsWell(bus: RecordingBus): void {
  bus.forget();
  bus.answer(users.RegisterUser, user);
  bus.answer(users.Authenticate, { userId: adaId, role: 'customer' });
  bus.answer(users.GetUser, { ...user, createdAt: at });
  bus.answer(inventory.ListProducts, { data: [mug], page: end });
  bus.answer(inventory.GetProduct, mug);
  bus.answer(inventory.GetProductNames, { names: [{ productId: mugId, name: mug.name }] });
  bus.answer(inventory.AddProduct, mug);
  bus.answer(inventory.ChangeProduct, { ...mug, ...productChange, version: 4, lowStockThreshold: null });
  bus.answer(inventory.ListProductPrices, { data: [priceEntry], page: end });
  bus.answer(inventory.ListStockMovements, { data: [movement], page: end });
  bus.answer(inventory.AdjustStock, { productId: mugId, onHand: 3, available: 3 });
  bus.answer(orders.PlaceOrder, placed);
  bus.answer(orders.AwaitOrder, order);
  bus.answer(orders.GetOrder, { ...order, userId: adaId, refunds: [] });
  bus.answer(orders.OrderChanges, changes);
  bus.answer(orders.OrderVersions, { versions: [{ id: orderId, version: 2 }] });
  bus.answer(orders.ListOrders, { data: [order], page: end });
  bus.answer(orders.OrderHistory, { entries: [historyEntry] });
  bus.answer(orders.CancelOrder, cancellation);
  bus.answer(orders.PreviewRefund, plan);
  bus.answer(orders.RefundOrder, { ...plan, id: orderId, refundId: adaId });
  bus.answer(orders.ListSagas, { data: [openSaga], page: end });
  bus.answer(orders.ShowSaga, saga);
  bus.answer(orders.HelpSaga, helped);
  bus.answer(orders.ListOrderDifferences, { differences: [], hasMore: false });
  bus.answer(orders.RepairOrderDifference, repaired);
  bus.answer(payments.ListPaymentDifferences, { differences: [difference], hasMore: false });
  bus.answer(payments.RepairPaymentDifference, repaired);
  bus.answer(orders.ListProjections, { copies: [standing] });
  bus.answer(orders.CompareProjection, comparison);
  for (const command of [orders.RebuildProjection, orders.SwapProjection, orders.DropProjectionCopy])
    bus.answer(command, decidedCopy);
  bus.answer(orders.SearchOrders, { data: [found], page: end });
  bus.answer(orders.OrderTotals, { totals: [dayTotal] });
  bus.answer(payments.GetPaymentOfOrder, payment);
  bus.answer(payments.ListPayments, { payments: [{ orderId, status: payment.status }], isWhole: true });
  bus.answer(payments.ReceiveWebhook, { received: true });
  bus.answer(operations.GetLag, ({ to }: { to: string }) => lagOf(to));
  bus.answer(operations.ListDeadLetterGroups, {
    groups: [
      { group, receiver: letter.receiver, type: letter.type, error: letter.why, count: 1, oldest: at, latest: at },
    ],
  });
  bus.answer(operations.ListDeadLetters, { data: [letter], page: end });
  bus.answer(operations.GetDeadLetter, deadMessage);
  bus.answer(operations.TellStory, { facts: [fact], isWhole: true });
  bus.answer(operations.Redrive, settled);
  bus.answer(operations.Discard, settled);
  bus.answer(notifications.ListMessages, { data: [message] });
}
