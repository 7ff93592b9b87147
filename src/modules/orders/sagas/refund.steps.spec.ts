import { explore, follow, timeout, type World } from '#libs/testing/sagas';
import { ReturnStock, StockReturned } from '#shared/contracts/inventory';
import { MakeRefund, RefundFailed, RefundMade } from '#shared/contracts/payments';
import { money } from '#shared/kernel';
import { refund, type Refunding } from './refund.steps.js';

const orderId = '01990000-0000-7000-8000-000000000001';
const refundId = '01990000-0000-7000-8000-000000000002';
const mug = '01990000-0000-7000-8000-000000000003';
const both: Refunding = { orderId, refundId, amount: money(990, 'EUR'), lines: [{ productId: mug, quantity: 1 }] };
const moneyAlone: Refunding = { ...both, lines: [] };
const goodsAlone: Refunding = { ...both, amount: money(0, 'EUR') };
const failed = new RefundFailed({ orderId, refundId, reason: 'expired_or_canceled_card' });

describe('the story of a refund', () => {
  test('money, and then the goods', () => {
    const story = follow(refund, both).sends(MakeRefund).tellsNothing();
    expect(story.last.send).toEqual([new MakeRefund({ orderId, refundId, amount: both.amount })]);
    story.after(RefundMade).sends(ReturnStock).passes();
    expect(story.last.send).toEqual([new ReturnStock({ orderId, returnId: refundId, lines: both.lines })]);
    story.after(StockReturned).sends().tellsNothing();
    expect(story.progress).toBe('done');
  });

  test('refused: the goods stay where they are', () => {
    follow(refund, both).after(failed).sends().ends('expired_or_canceled_card');
  });

  test('the provider takes its time: it is asked again, for as long as it takes', () => {
    follow(refund, both)
      .after(timeout, timeout, timeout)
      .sends(MakeRefund)
      .after(RefundMade)
      .sends(ReturnStock)
      .passes();
  });

  test('of money alone, and of goods alone', () => {
    follow(refund, moneyAlone).after(RefundMade).sends().passes();
    follow(refund, goodsAlone).sends(ReturnStock).passes().after(StockReturned).sends();
  });
});

/** The invariants of money and goods, whatever happens. */
describe('in every state that a refund can get into', () => {
  const given = ({ outcome }: World) => outcome === 'passed';
  const refused = ({ outcome }: World) => outcome === 'ended';

  test.each([
    ['money and goods', both],
    ['money alone', moneyAlone],
    ['goods alone', goodsAlone],
  ])('%s', async (_, data) => {
    await explore(refund, data).keeps({
      'given back is said when the money was': (world) => !given(world) || !data.amount.amount || world.holds('money'),
      'failed is said when it was not, now or later': (world) => !refused(world) || !world.mayHold('money'),
      'goods come back when the money was given': (world) => !world.mayHold('goods') || given(world),
      'when everything has arrived, one of both is said': (world) => !world.isQuiet || world.outcome !== undefined,
      'nobody has to help': ({ progress }) => progress !== 'compensation-failed',
    });
  });
});
