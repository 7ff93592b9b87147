import { type Api, availableOf, customer, operator, orderOf, stocked } from '#test/api';
import type { System } from '#test/cleave';
import { bookedFor, mailsOf } from './looks.js';

let system: System;
let ada: Api;
let staff: Api;

/** Every way in which an order can end while everybody answers in time. */
export const outcomes = (given: () => System): void =>
  describe('the outcomes of an order', () => {
    beforeAll(async () => {
      system = given();
      [ada, staff] = await Promise.all([customer(system), operator(system)]);
    });

    it('an approved card: confirmed, charged once, and gone from the shelf', async () => {
      const mug = await stocked(staff, 3);
      const { body: order } = await ada.orderAndWait(orderOf(mug, 2));
      expect(order).toMatchObject({ status: 'confirmed', reason: null });
      expect(await bookedFor(system, order)).toEqual(['charge captured']);
      expect(await mailsOf(ada, order)).toMatchObject([
        { kind: 'order-confirmed', subject: 'Your order is confirmed' },
      ]);
      expect(await availableOf(ada, mug)).toBe(1);
    });

    it('a declined card: cancelled when the stock has been given back', async () => {
      const mug = await stocked(staff, 3);
      const { body: order } = await ada.orderAndWait(orderOf(mug, 2, 'pm_card_visa_chargeDeclined'));
      expect(order).toMatchObject({ status: 'cancelled', reason: 'payment-declined', progress: 'done' });
      expect(await availableOf(ada, mug)).toBe(3); // at once: cancelled is said when nothing is held any more
      expect(await bookedFor(system, order)).toEqual(['charge declined']);
      expect(await mailsOf(ada, order)).toMatchObject([{ kind: 'order-cancelled' }]);
      expect((await mailsOf(ada, order))[0]!.body).toContain('the payment was declined');
    });

    it.each([
      ['no method', undefined],
      ['a card that would be declined', { method: 'pm_card_visa_chargeDeclined' }],
    ])('nothing to pay, with %s: confirmed, and nobody was asked for money', async (_, payment) => {
      const sticker = await stocked(staff, 3, { amount: 0, currency: 'EUR' });
      const { body: order } = await ada.orderAndWait({ lines: [{ productId: sticker.id, quantity: 2 }], payment });
      expect(order).toMatchObject({ status: 'confirmed', total: { amount: 0, currency: 'EUR' } });
      expect(await bookedFor(system, order)).toEqual([]);
      expect((await mailsOf(ada, order))[0]!.body).toContain('There is nothing to pay');
      expect(await availableOf(ada, sticker)).toBe(1);
    });

    it.each([
      ['less than a card can be charged with', 49, true, 'orders.total-too-small'],
      ['more than can be paid at once', 100_000_000, true, 'orders.total-too-large'],
      ['something, without a method', 1_250, false, 'orders.payment-required'],
    ])('a total of %s: refused before anything is held', async (_, amount, isPaid, code) => {
      const mug = await stocked(staff, 1, { amount, currency: 'EUR' });
      const { lines, payment } = orderOf(mug, 1);
      expect(await ada.order({ lines, ...(isPaid && { payment }) })).toMatchObject({ status: 400, body: { code } });
      expect(await availableOf(ada, mug)).toBe(1);
    });

    it('out of stock: cancelled, and nobody was asked for money', async () => {
      const [mug, tea] = await Promise.all([stocked(staff, 1), stocked(staff, 5)]);
      const lines = [tea, mug].map(({ id }) => ({ productId: id, quantity: 2 }));
      const { body: order } = await ada.orderAndWait({ lines, payment: { method: 'pm_card_visa' } });
      expect(order).toMatchObject({ status: 'cancelled', reason: 'out-of-stock' });
      expect([await availableOf(ada, mug), await availableOf(ada, tea)]).toEqual([1, 5]);
      expect(await bookedFor(system, order)).toEqual([]);
      expect((await mailsOf(ada, order))[0]!.body).toContain('not everything you ordered is in stock');
    });

    it('an answer that is lost: the provider is asked, the order is confirmed, and the charge was made once', async () => {
      const mug = await stocked(staff, 1);
      const { body: order } = await ada.orderAndWait(orderOf(mug, 1, 'pm_cleave_answerLost'));
      expect(order).toMatchObject({ status: 'confirmed' });
      expect(await bookedFor(system, order)).toEqual(['charge captured']);
    });
  });
