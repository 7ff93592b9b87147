import { newId } from '#libs/messaging';
import { money } from '#shared/kernel';
import { CaptureCharge, RefundCharge } from '../messages.js';
import { AnotherAmount } from '../ports/another-amount.js';
import type { PaymentProvider } from '../ports/payment-provider.js';
import type { ProviderAccount } from '../ports/provider-account.js';

const AMOUNT = money(2_500, 'EUR');

export const paying = (method = 'pm_card_visa', orderId = newId()) =>
  new CaptureCharge({ orderId, amount: AMOUNT, method });
export const refundOf = ({ orderId, amount }: CaptureCharge) => new RefundCharge({ orderId, amount });
export const call = (key: string = newId()) => ({ key, signal: AbortSignal.timeout(60_000) });

/** What every adapter of the port has to keep. `given` returns the one of this run, with a silence of 300 ms. */
export const providerConformance = (given: () => PaymentProvider): void => {
  /** Of this many calls at once, those that were answered. */
  async function answersOf<T>(count: number, make: () => Promise<T>): Promise<readonly T[]> {
    const all = await Promise.allSettled(Array.from({ length: count }, make));
    return all.filter((one) => one.status === 'fulfilled').map(({ value }) => value);
  }

  it('charges once under a key, however often it is asked, and at once', async () => {
    const [charge, one] = [paying(), call()];
    const answers = await answersOf(50, () => given().capture(charge, one));
    expect(answers.filter(({ kind }) => kind !== 'captured')).toEqual([]);
    expect(await given().capture(charge, one)).toEqual({ kind: 'captured' });
    expect(await given().findCharge(charge, one)).toEqual({ kind: 'captured' });
  });

  it('knows nothing of a charge that never came, and charges it when it comes', async () => {
    const [charge, one] = [paying(), call()];
    expect(await given().findCharge(charge, one)).toBeUndefined();
    expect(await given().findCharge(charge, one)).toBeUndefined();
    expect(await given().capture(charge, one)).toEqual({ kind: 'captured' });
  });

  it('takes any text for a key', async () => {
    const [charge, one] = [paying(), call(`it's "a" \\ key ${newId()}`)];
    expect(await given().findCharge(charge, one)).toBeUndefined();
    expect(await given().capture(charge, one)).toEqual({ kind: 'captured' });
    expect(await given().findCharge(charge, one)).toEqual({ kind: 'captured' });
  });

  it.each(['pm_card_visa_chargeDeclined', 'pm_card_chargeDeclinedInsufficientFunds', 'cash', "'; --"])(
    'declines %s, whenever it is asked',
    async (method) => {
      const [charge, one, declined] = [paying(method), call(), { kind: 'declined', reason: 'payment-declined' }];
      expect(await given().capture(charge, one)).toEqual(declined);
      expect(await given().capture(charge, one)).toEqual(declined);
    },
  );

  it('remembers that it has declined', async () => {
    const [charge, one] = [paying('pm_card_visa_chargeDeclined'), call()];
    await given().capture(charge, one);
    expect(await given().findCharge(charge, one)).toEqual({ kind: 'declined', reason: 'payment-declined' });
  });

  it('charges and loses the answer; asked, it tells the truth', async () => {
    const [charge, one] = [paying('pm_cleave_answerLost'), call()];
    await expect(given().capture(charge, one)).rejects.toMatchObject({ code: 'payment-provider.no-answer' });
    expect(await given().findCharge(charge, one)).toEqual({ kind: 'captured' });
  });

  it('charges in silence, and tells the truth when the silence is over', async () => {
    const [charge, one] = [paying('pm_cleave_silent'), call()];
    await given()
      .capture(charge, one)
      .catch(() => undefined); // whoever waits longer than the silence is answered
    expect(await given().findCharge(charge, one)).toEqual({ kind: 'captured' });
  });

  it('never takes a charge of another amount for this one', async () => {
    const [charge, one] = [paying(), call()];
    await given().capture(charge, one);
    const other = new CaptureCharge({ ...charge, amount: money(1, 'EUR') });
    await expect(given().findCharge(other, one)).rejects.toBeInstanceOf(AnotherAmount);
    await expect(given().capture(other, one)).rejects.toBeInstanceOf(AnotherAmount);
  });

  it('gives back once', async () => {
    const [charge, one] = [paying(), call()];
    await given().capture(charge, call());
    const refund = refundOf(charge);
    expect(await given().findRefund(refund, one)).toBeUndefined();
    const answers = await answersOf(10, () => given().refund(refund, one));
    expect(answers.filter(({ kind }) => kind !== 'refunded')).toEqual([]);
    expect(await given().refund(refund, one)).toEqual({ kind: 'refunded' });
    expect(await given().findRefund(refund, one)).toEqual({ kind: 'refunded' });
  });

  /** All pages of the list, as somebody who compares would read them. */
  async function listed(limit: number, before = new Date(Date.now() + 60_000)) {
    const pages: (readonly ProviderAccount[])[] = [];
    for (let after: string | undefined, n = 0; n < 200; n++) {
      const { charges, next } = await given().listCharges(after, limit, before);
      pages.push(charges);
      after = next;
      if (next === undefined) return pages;
    }
    throw new Error('the list does not end');
  }

  it('lists the charges that have taken money, once each, a page at a time', async () => {
    const charges = [paying(), paying(), paying()];
    for (const charge of charges) await given().capture(charge, call());
    const [back] = charges;
    await given().refund(refundOf(back!), call());
    const declined = paying('pm_card_visa_chargeDeclined');
    await given().capture(declined, call());
    const pages = await listed(2);
    expect(pages.every((page) => page.length <= 2)).toBe(true);
    const all = pages.flat();
    const ours = charges.map(({ orderId }) => all.filter((account) => account.orderId === orderId));
    const taken = { currency: 'EUR', captured: 2_500, refunded: 0 };
    expect(ours).toMatchObject([[{ ...taken, refunded: 2_500 }], [taken], [taken]]);
    expect(all.filter(({ orderId }) => orderId === declined.orderId)).toEqual([]);
    expect(await listed(2, new Date(Date.now() - 3_600_000)).then((old) => old.flat())).toEqual([]);
  });

  it('has one account of an order, with all that was taken and given back, and none of one without', async () => {
    const [charge, other, none] = [paying(), paying(), paying()];
    for (const one of [charge, charge, other]) await given().capture(one, call());
    await given().refund(new RefundCharge({ orderId: other.orderId, amount: money(700, 'EUR') }), call());
    const accounts = await given().accountsOf([none, charge, other].map(({ orderId }) => orderId));
    const sorted = [charge, other].map(({ orderId }) => accounts.find((account) => account.orderId === orderId));
    expect(accounts).toHaveLength(2);
    expect(sorted).toMatchObject([
      { currency: 'EUR', captured: 5_000, refunded: 0, refunding: 0 },
      { currency: 'EUR', captured: 2_500, refunded: 700, refunding: 0 },
    ]);
    expect(await given().accountsOf([])).toEqual([]);
  });
};
