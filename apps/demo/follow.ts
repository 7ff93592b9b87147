import { setTimeout as pause } from 'node:timers/promises';
import type { Api } from './api.js';
import type { Mail, Order, Placed } from './api.types.js';
import { refund } from './refund.js';
import { mailsOf, type Story } from './stories.js';
import { text } from './money-text.js';
import type { Teller } from './teller.js';

const FINAL_WITHIN_MS = 60_000;
const MAIL_WITHIN_MS = 10_000;
const QUICK_MS = 1_000;
const SILENCE_MS = 300;

/** The outcome of one of the demo's orders. */
export interface Ending {
  readonly story: Story;
  readonly order: Order;
  /** Time from the request to the final state, measured by the client. */
  readonly tookMs: number;
  readonly mails: readonly Mail[];
}

/** Places an order and prints what a client can see of it, until its e-mail is written. */
export async function follow(story: Story, api: Api, staff: Api | undefined, teller: Teller): Promise<Ending> {
  const { product, quantity, method } = story;
  teller.tell('gateway', `POST /v2/orders: ${quantity} × ${product.name}, ${method}`);
  const placed = await api.place({ lines: [{ productId: product.id, quantity }], payment: { method } });
  teller.tell('orders', `202 Accepted: ${text(placed.total)}, order ${placed.id}`);

  if (story.cancels) {
    teller.tell('gateway', `POST /v2/orders/…/cancellation: ${story.cancels}`);
    const { money } = await api.cancel(placed.id, story.cancels);
    teller.tell('orders', MONEY[money] ?? money);
  }

  let order = await untilFinal(story, placed, api, teller);
  const tookMs = teller.elapsedMs;
  teller.tell(
    'orders',
    ENDINGS[order.status]?.(order) ?? `still ${order.status} (${order.progress}) after ${tookMs} ms`,
  );
  if (story.returns && staff && order.status === 'confirmed')
    order = await refund(order, story, { api, staff, teller });
  const { available } = await api.product(product.id);
  teller.tell('inventory', `${product.name}: ${available} available`);
  const mails = await untilMailed(order.id, mailsOf(story).length, api);
  for (const { to, subject, body } of mails) {
    teller.tell('notifications', `e-mail to ${to}: ${subject}`);
    teller.quote(body);
  }
  if (!mails.length) teller.tell('notifications', `no e-mail within ${MAIL_WITHIN_MS / 1_000} s`);
  return { story, order, tookMs, mails };
}

/** Polls, and prints each new state; some states are shorter than the interval of polling. */
async function untilFinal({ silence }: Story, { id, total }: Placed, api: Api, teller: Teller): Promise<Order> {
  let seen = '';
  let seenAt = 0;
  let isSilent = false;
  for (;;) {
    const order = await api.order(id);
    if (order.status === 'pending' && order.progress !== seen) {
      [seen, seenAt] = [order.progress, teller.elapsedMs];
      for (const fact of STAGES[seen]?.(text(total)) ?? []) teller.tell(...fact);
    }
    if (silence && !isSilent && seen === 'payment' && teller.elapsedMs - seenAt > SILENCE_MS) {
      isSilent = true;
      teller.tell('payments', silence.begins);
    }
    if (order.status !== 'pending' && isSilent) teller.tell('payments', silence!.ends);
    if (order.status !== 'pending' || teller.elapsedMs > FINAL_WITHIN_MS) return order;
    await pause(teller.elapsedMs < QUICK_MS ? 2 : 50);
  }
}

/** The e-mails of the order that have an address. */
async function untilMailed(orderId: string, expected: number, api: Api): Promise<readonly Mail[]> {
  for (const deadline = performance.now() + MAIL_WITHIN_MS; ; await pause(5)) {
    const mails = (await api.mails(orderId)).filter(({ status }) => status === 'ready');
    if (mails.length >= expected || performance.now() > deadline) return mails;
  }
}

/** The text for each `progress` of a pending order; see `Order` in /openapi.json. */
const STAGES: Readonly<Record<string, (total: string) => readonly (readonly [context: string, fact: string])[]>> = {
  stock: () => [['inventory', 'is asked to set the goods aside']],
  payment: (total) => [
    ['inventory', 'the goods are set aside'],
    ['payments', `is asked to charge ${total}`],
  ],
  compensating: () => [['orders', 'what was done is taken back']],
  'compensation-failed': () => [['orders', 'taking it back failed: somebody has to look at it']],
};

/** What becomes of the money of an order that is cancelled; see `Cancellation` in /openapi.json. */
const MONEY: Readonly<Record<string, string>> = {
  none: 'given up: nothing was taken, and nothing will be',
  'returned-if-taken': 'given up: whatever the payment takes goes back',
  returned: 'given up: the money has gone back',
};

const ENDINGS: Readonly<Record<string, (order: Order) => string>> = {
  confirmed: ({ total }) => `confirmed: all goods are set aside and ${text(total)} is captured`,
  cancelled: ({ reason }) => `cancelled, ${reason}: nothing is held, neither goods nor money`,
};
