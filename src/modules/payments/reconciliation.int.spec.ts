import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { adminSession } from '#libs/database';
import { newId } from '#libs/messaging';
import type { Identity } from '#libs/messaging/contract';
import { eventually, testContext, type LoneContext } from '#libs/testing';
import { freshDatabase, type FreshDatabase } from '#libs/testing/postgres';
import {
  ChargePayment,
  ListPaymentDifferences,
  PaymentCaptured,
  PaymentUndone,
  RefundPayment,
  RepairPaymentDifference,
} from '#shared/contracts/payments';
import { money } from '#shared/kernel';
import { Payment } from './data/payment.entity.js';
import { PaymentsModule } from './index.js';
import { PROVIDER_DATABASE_URL } from './ports/provider-database.js';
import { PaymentReconciliation } from './reconciliation/payment-reconciliation.js';

const amount = money(2_500, 'EUR');
const oscar: Identity = { userId: newId(), role: 'operator' };
const HOUR_MS = 3_600_000;

describe('payments and the provider are compared', () => {
  let database: FreshDatabase;
  let provider: DataSource;
  let payments: LoneContext;

  beforeAll(async () => {
    database = await freshDatabase('provider');
    provider = await new DataSource({ type: 'postgres', url: database.url }).initialize();
    payments = await testContext(PaymentsModule, { values: { [PROVIDER_DATABASE_URL]: database.url } });
  });
  afterAll(async () => {
    await payments?.close();
    await provider?.destroy();
    await database?.drop();
  });

  /** What is made here was made an hour ago. */
  const anHourAgo = () => newId(Date.now() - HOUR_MS);
  const booked = (kind: 'charge' | 'refund', orderId: string, sum = 2_500) =>
    provider.query(`INSERT INTO ledger VALUES ($1, $2, $3, $4, 'EUR', 'pm_card_visa', $5, now() - interval '1 hour')`, [
      kind,
      anHourAgo(),
      orderId,
      sum,
      kind === 'charge' ? 'captured' : 'refunded',
    ]);
  const paid = async (orderId = anHourAgo()) => {
    const charge = new ChargePayment({ orderId, userId: oscar.userId, amount, method: 'pm_card_visa' });
    (await payments.when(charge)).thenSent(new PaymentCaptured({ orderId, amount }));
    await provider.query(`UPDATE ledger SET at = at - interval '1 hour' WHERE order_id = $1`, [orderId]);
    return orderId;
  };
  const givenBack = async (orderId: string) =>
    (await payments.when(new RefundPayment({ orderId }))).thenSent(new PaymentUndone({ orderId, refunded: amount }));
  const row = (orderId: string) => payments.db.getRepository(Payment).findOneByOrFail({ orderId });
  const round = () => payments.app.get(PaymentReconciliation).round();
  /** As many as it takes to go through all there is, and to see it again after the pause. */
  const rounds = async (count = 10) => {
    for (let n = 0; n < count; n++) await round();
    await payments.whenTimeElapses('16m');
    for (let n = 0; n < count; n++) await round();
    payments.others.take();
  };
  const list = async (filter: object = {}) =>
    (await payments.ask(new ListPaymentDifferences({ state: 'open', limit: 100, ...filter }), { caller: oscar }))
      .differences;
  const of = async (orderId: string, filter: object = {}) =>
    (await list(filter)).filter((one) => one.orderId === orderId);
  const repair = (id: string, dryRun = false, caller: Identity | undefined = oscar) =>
    payments.ask(new RepairPaymentDifference({ id, reason: 'ticket 1', dryRun }), { caller });

  it('and nothing is found where all is well', async () => {
    await paid();
    const back = await paid();
    await givenBack(back);
    await payments.whenTimeElapses('20m');
    await rounds();
    expect(await list()).toEqual([]);
  });

  it('a charge that only the provider knows is named, and given back', async () => {
    const orderId = anHourAgo();
    await booked('charge', orderId);
    await round();
    expect(await of(orderId)).toEqual([]); // once is not enough
    await rounds();
    const [difference] = await of(orderId);
    expect(difference).toMatchObject({
      kind: 'charge-unknown-here',
      ours: 'no payment',
      theirs: 'captured 25.00 EUR, given back 0.00 EUR',
      isAutomatic: true,
    });
    expect(await repair(difference!.id, true)).toMatchObject({ state: 'open', does: difference!.repair });
    expect(await payments.db.getRepository(Payment).findOneBy({ orderId })).toBeNull(); // it was a dry run
    expect(await repair(difference!.id)).toMatchObject({ state: 'repaired', orderId });
    await eventually(async () => expect(await row(orderId)).toMatchObject({ status: 'undone', refunded: 2_500 }));
    expect(await repair(difference!.id)).toMatchObject({ state: 'repaired', does: 'Nothing: it is closed.' });
    await rounds();
    expect(await of(orderId)).toEqual([]);
    const [closed] = await of(orderId, { state: 'repaired' });
    expect(closed).toMatchObject({ closedBy: oscar.userId, closedWhy: 'ticket 1' });
  });

  it('a refund that only we know is named, and asked for again', async () => {
    const orderId = await paid();
    await givenBack(orderId);
    await provider.query(`DELETE FROM ledger WHERE kind = 'refund' AND order_id = $1`, [orderId]);
    await payments.whenTimeElapses('20m');
    await rounds();
    const [difference] = await of(orderId);
    expect(difference).toMatchObject({ kind: 'refund-missing', isAutomatic: true });
    expect(await repair(difference!.id)).toMatchObject({ state: 'repaired' });
    const refunds = `SELECT amount::int FROM ledger WHERE kind = 'refund' AND order_id = $1`;
    await eventually(async () => expect(await provider.query(refunds, [orderId])).toEqual([{ amount: 2_500 }]));
    await rounds();
    expect(await of(orderId)).toEqual([]);
  });

  it('what a person has to do is said, and not done', async () => {
    const orderId = await paid();
    await provider.query(`DELETE FROM ledger WHERE order_id = $1`, [orderId]);
    await payments.whenTimeElapses('20m');
    await rounds();
    const [difference] = await of(orderId, { kind: 'charge-missing', olderThan: 900 });
    expect(difference).toMatchObject({ theirs: 'nothing', isAutomatic: false });
    expect(await of(orderId, { olderThan: 86_400 })).toEqual([]);
    expect(await repair(difference!.id, true)).toMatchObject({ does: difference!.repair });
    await expect(repair(difference!.id)).rejects.toMatchObject({ code: 'payments.only-by-hand' });
  });

  it('one that was repaired stays so while its repair is under way, and is found again when it did not help', async () => {
    const orderId = await paid();
    await provider.query(`DELETE FROM ledger WHERE order_id = $1`, [orderId]);
    await payments.whenTimeElapses('20m');
    await rounds();
    const [difference] = await of(orderId);
    const repaired = `UPDATE difference SET state = 'repaired', closed_at = look_at - interval '15 minutes', closed_by = $2, closed_why = '' WHERE id = $1`;
    const { url } = payments.db.options as { url: string };
    await adminSession(url, (client) => client.query(repaired, [difference!.id, oscar.userId]));
    for (let n = 0; n < 10; n++) await round();
    expect(await of(orderId, { state: 'repaired' })).toMatchObject([{ id: difference!.id }]);
    await payments.whenTimeElapses('16m');
    await rounds();
    expect(await of(orderId)).toMatchObject([{ id: difference!.id }]);
  });

  it('one that is over is closed by itself', async () => {
    const orderId = await paid();
    await booked('refund', orderId, 500);
    await payments.whenTimeElapses('20m');
    await rounds();
    const [difference] = await of(orderId);
    expect(difference).toMatchObject({ kind: 'refund-unknown-here' });
    await provider.query(`DELETE FROM ledger WHERE kind = 'refund' AND order_id = $1`, [orderId]);
    await rounds();
    expect(await of(orderId)).toEqual([]);
    expect(await of(orderId, { state: 'gone' })).toMatchObject([{ id: difference!.id, closedBy: null }]);
    expect(await repair(difference!.id)).toMatchObject({ state: 'gone', does: 'Nothing: it is closed.' });
  });

  it('one that is over when it is to be repaired is closed, and nothing is done', async () => {
    const orderId = anHourAgo();
    await booked('charge', orderId);
    await rounds();
    const [difference] = await of(orderId);
    await provider.query('DELETE FROM ledger WHERE order_id = $1', [orderId]);
    expect(await repair(difference!.id)).toMatchObject({ state: 'gone' });
    expect(await payments.db.getRepository(Payment).findOneBy({ orderId })).toBeNull();
  });

  it('several that compare at the same time make one row of each', async () => {
    const orderIds = Array.from({ length: 5 }, anHourAgo);
    for (const id of orderIds) await booked('charge', id);
    for (let n = 0; n < 5; n++) await Promise.all([round(), round(), round()]);
    await payments.whenTimeElapses('16m');
    for (let n = 0; n < 5; n++) await Promise.all([round(), round(), round()]);
    for (const id of orderIds) expect(await of(id)).toHaveLength(1);
  });

  it('pages of a list go on after the last one of the page before', async () => {
    const whole = await list();
    const ask = (after?: { since: string; id: string }) =>
      payments.ask(new ListPaymentDifferences({ state: 'open', limit: 2, ...(after && { after }) }), { caller: oscar });
    const seen: string[] = [];
    for (let page = await ask(); ; page = await ask({ since: page.differences.at(-1)!.since, id: seen.at(-1)! })) {
      seen.push(...page.differences.map(({ id }) => id));
      if (!page.hasMore) break;
    }
    expect(whole.length).toBeGreaterThan(2);
    expect(seen).toEqual(whole.map(({ id }) => id));
  });

  it('is for staff', async () => {
    const customer: Identity = { userId: newId(), role: 'customer' };
    const refused = { code: 'ops.staff-only' };
    await expect(repair(newId(), true, customer)).rejects.toMatchObject(refused);
    const asked = new ListPaymentDifferences({ state: 'open', limit: 1 });
    await expect(payments.ask(asked, { caller: customer })).rejects.toMatchObject(refused);
    await expect(payments.ask(asked)).rejects.toMatchObject(refused);
    await expect(repair(newId())).rejects.toMatchObject({ code: 'payments.no-such-difference' });
    await expect(repair(randomUUID())).rejects.toMatchObject({ code: 'payments.no-such-difference' });
  });
});
