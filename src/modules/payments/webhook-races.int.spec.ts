import { jest } from '@jest/globals';
import { In } from 'typeorm';
import { type Message, newId } from '#libs/messaging';
import { eventually, testContext, type LoneContext } from '#libs/testing';
import { freshDatabase, type FreshDatabase } from '#libs/testing/postgres';
import {
  ChargePayment,
  PaymentCaptured,
  PaymentUndone,
  type ReceiveWebhook,
  RefundPayment,
} from '#shared/contracts/payments';
import { money } from '#shared/kernel';
import { PaymentAttempt } from './data/payment-attempt.entity.js';
import { Payment } from './data/payment.entity.js';
import { PaymentsModule } from './index.js';
import { PaymentProvider } from './ports/payment-provider.js';
import { PROVIDER_DATABASE_URL } from './ports/provider-database.js';
import { hasCaptured, hasRefunded, WEBHOOK_SECRET } from './webhooks.fixtures.js';

/** How often each race is run, and how many of them at a time. */
const RACES = 400;
const AT_ONCE = 12;
const amount = money(2_500, 'EUR');

let database: FreshDatabase;
let payments: LoneContext;
let provider: PaymentProvider;

beforeAll(async () => {
  process.env.CLEAVE_STRIPE_WEBHOOK_SECRET = WEBHOOK_SECRET;
  database = await freshDatabase('provider');
  payments = await testContext(PaymentsModule, {
    values: { [PROVIDER_DATABASE_URL]: database.url },
    settings: { retryMs: 2 },
  });
  provider = payments.app.get(PaymentProvider);
});
afterEach(() => jest.restoreAllMocks());
afterAll(async () => {
  delete process.env.CLEAVE_STRIPE_WEBHOOK_SECRET;
  await payments?.close();
  await database?.drop();
});

/** The order in which the answer to our call and the event about it get here. */
const WAYS = ['the event first', 'both at once', 'the answer first', 'the event before the charge'] as const;

const statusOf = async (orderId: string) => (await payments.db.getRepository(Payment).findOneBy({ orderId }))?.status;

/**
 * Lets the real provider do what it is called for, and has the event about it come by the way of this order. What came before the
 * charge is not posted once more.
 */
function racing(wayOf: (orderId: string) => (typeof WAYS)[number]): { posted(): Promise<unknown> } {
  const posts: Promise<unknown>[] = [];
  const [capture, refund] = [provider.capture.bind(provider), provider.refund.bind(provider)];
  const raced = async <T>(event: ReceiveWebhook, orderId: string, answer: T): Promise<T> => {
    const post = () => void posts.push(payments.ask(event));
    const [way, before] = [wayOf(orderId), await statusOf(orderId)];
    if (way === 'the event first' || way === 'both at once') post();
    if (way === 'the event first') await eventually(async () => expect(await statusOf(orderId)).not.toBe(before));
    if (way === 'the answer first') setImmediate(post);
    return answer;
  };
  jest
    .spyOn(provider, 'capture')
    .mockImplementation(async (charge, call) =>
      raced(hasCaptured(charge.orderId), charge.orderId, await capture(charge, call)),
    );
  jest
    .spyOn(provider, 'refund')
    .mockImplementation(async (wish, call) => raced(hasRefunded(wish.orderId), wish.orderId, await refund(wish, call)));
  return { posted: () => Promise.all(posts) };
}

/** Runs a race for each order, some at a time, and returns what payments has told. */
async function run(begin: (orderId: string) => Promise<unknown>) {
  const orders = Array.from({ length: RACES }, () => newId());
  const wayOf = (orderId: string) => WAYS[orders.indexOf(orderId) % WAYS.length]!;
  const races = racing(wayOf);
  for (let n = 0; n < RACES; n += AT_ONCE)
    await Promise.all(
      orders.slice(n, n + AT_ONCE).map(async (orderId) => {
        if (wayOf(orderId) === 'the event before the charge') await payments.ask(hasCaptured(orderId));
        await begin(orderId);
      }),
    );
  await races.posted();
  return orders;
}

/** Of these messages to others, as many as each order has. */
const countOf = (messages: readonly Message[], type: { contract: { name: string } }) => {
  const counts = new Map<string, number>();
  for (const { type: name, key } of messages)
    if (name === type.contract.name) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
};
const rowsOf = (orders: readonly string[]) => payments.db.getRepository(Payment).findBy({ orderId: In([...orders]) });
const oneEach = (orders: readonly string[]) => new Map(orders.map((orderId) => [orderId, 1]));
const sorted = (counts: ReadonlyMap<string, number>) => [...counts].toSorted(([a], [b]) => (a < b ? -1 : 1));

it('a capture is told once, whichever comes first', async () => {
  const told: Message[] = [];
  const orders = await run(async (orderId) => {
    const { sent } = await payments.when(new ChargePayment({ orderId, amount, method: 'pm_card_visa' }));
    told.push(...sent);
  });
  await eventually(async () => {
    told.push(...payments.others.take());
    expect(sorted(countOf(told, PaymentCaptured))).toEqual(sorted(oneEach(orders)));
  });
  const rows = await rowsOf(orders);
  expect(new Set(rows.map(({ status, captured, refunded }) => `${status} ${captured} ${refunded}`))).toEqual(
    new Set(['captured 2500 0']),
  );
  expect(await payments.db.getRepository(PaymentAttempt).countBy({ orderId: In([...orders]) })).toBe(RACES);
  expect(await payments.db.query('SELECT type, why FROM dead_letter')).toEqual([]);
});

it('a refund is told once, and a charge that races with it keeps no money', async () => {
  const told: Message[] = [];
  const orders = await run(async (orderId) => {
    const charge = payments.when(new ChargePayment({ orderId, amount, method: 'pm_card_visa' }));
    const outcomes = await Promise.all([charge, payments.when(new RefundPayment({ orderId }))]);
    told.push(...outcomes.flatMap(({ sent }) => sent));
  });
  await eventually(async () => {
    const rows = await rowsOf(orders);
    expect(rows.filter(({ status }) => status !== 'undone')).toEqual([]);
    expect(rows).toHaveLength(orders.length);
  });
  told.push(...payments.others.take());
  expect([...countOf(told, PaymentUndone).keys()].toSorted()).toEqual(orders.toSorted());
  const rows = await rowsOf(orders);
  expect(rows.filter(({ captured, refunded }) => captured !== refunded)).toEqual([]);
});
