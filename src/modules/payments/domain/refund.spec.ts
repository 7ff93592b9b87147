import { MakeRefund, RefundFailed, RefundMade } from '#shared/contracts/payments';
import { money } from '#shared/kernel';
import { RecordRefund, RefundPart, type RefundOutcome } from '../messages.js';
import { makeRefund } from './make-refund.js';
import { orderId, paid } from './payment.fixtures.js';
import type { Payment } from './payment.js';
import { recordRefund } from './record-refund.js';
import type { Refund, RefundTill } from './refund.js';

const refundId = '01990000-0000-7000-8000-000000000002';
const noon = new Date('2030-01-01T12:00:00Z');
const item = { now: noon, id: (n: number | string) => `id-${n}` };
const till = (payment: Partial<Payment> = {}, refund?: Refund): RefundTill => ({
  payment: { ...paid, ...payment },
  refund,
});
const ask = (amount = 1_000, currency = 'EUR') =>
  new MakeRefund({ orderId, refundId, amount: money(amount, currency) });
const asked: Refund = {
  id: refundId,
  orderId,
  status: 'refunding',
  ...money(1_000, 'EUR'),
  reason: null,
  since: noon,
};
const made = new RefundMade({ orderId, refundId, amount: money(1_000, 'EUR') });
const failed = (reason: string) => new RefundFailed({ orderId, refundId, reason });

describe('asking for a refund', () => {
  it('sets the money aside before the provider is called', () => {
    expect(makeRefund(ask(), till({ promised: 500 }), item)).toEqual({
      set: { refund: asked, payment: { ...paid, promised: 1_500 } },
      send: [new RefundPart({ orderId, refundId, amount: money(1_000, 'EUR') })],
    });
  });

  it('again changes nothing, and tells the outcome if there is one', () => {
    expect(makeRefund(ask(), till({}, asked), item)).toEqual({ send: [] });
    expect(makeRefund(ask(), till({}, { ...asked, status: 'refunded' }), item)).toEqual({ send: [made] });
    const refused: Refund = { ...asked, status: 'failed', reason: 'closed' };
    expect(makeRefund(ask(), till({}, refused), item)).toEqual({ send: [failed('closed')] });
  });

  it.each<[string, MakeRefund, RefundTill, string]>([
    ['of more than is left', ask(1_001), till({ promised: 1_500 }), 'more-than-captured'],
    ['in another currency', ask(1_000, 'USD'), till(), 'another-currency'],
    ['of what was not captured', ask(), till({ status: 'declined', captured: 0 }), 'not-captured'],
    ['of what is given back as a whole', ask(), till({ status: 'refunding' }), 'not-captured'],
    ['of no payment at all', ask(), { payment: undefined, refund: undefined }, 'not-captured'],
  ])('%s has failed, and the provider is not called', (_, command, desk, reason) => {
    const { set, send } = makeRefund(command, desk, item);
    expect(set).toEqual({ refund: { ...asked, ...command.amount, status: 'failed', reason } });
    expect(send).toEqual([failed(reason)]);
  });
});

describe("the provider's word on a refund", () => {
  const told = (outcome: RefundOutcome, desk: RefundTill) =>
    recordRefund(new RecordRefund({ orderId, refundId, outcome }), desk, item);
  const open = till({ promised: 1_500 }, asked);

  it('refunded', () => {
    expect(told({ kind: 'refunded' }, open)).toEqual({
      set: { refund: { ...asked, status: 'refunded' }, payment: { ...paid, promised: 1_500, refunded: 1_000 } },
      send: [made],
    });
  });

  it('failed: the money is there to be refunded again', () => {
    expect(told({ kind: 'failed', reason: 'closed' }, open)).toEqual({
      set: { refund: { ...asked, status: 'failed', reason: 'closed' }, payment: { ...paid, promised: 500 } },
      send: [failed('closed')],
    });
  });

  it.each<[RefundOutcome]>([[{ kind: 'refunded' }], [{ kind: 'failed', reason: 'late' }]])(
    'counts once, and is never changed: %j',
    (late) => {
      expect(told(late, till({}, { ...asked, status: 'refunded' }))).toEqual({});
      expect(told(late, till({}, { ...asked, status: 'failed', reason: 'closed' }))).toEqual({});
    },
  );

  it('may come by an event, which is refused when it is about another amount', () => {
    const event = (amount: number) =>
      new RecordRefund({ orderId, refundId, outcome: { kind: 'refunded' }, amount: money(amount, 'EUR') });
    expect(recordRefund(event(1_000), open, item).send).toEqual([made]);
    expect(() => recordRefund(event(1_001), open, item)).toThrow(
      expect.objectContaining({ code: 'payments.another-amount' }),
    );
  });

  it('about a refund that nobody has asked for is loud', () => {
    expect(() => told({ kind: 'refunded' }, till())).toThrow('without an intent');
  });
});
