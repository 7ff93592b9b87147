import { CommitStock, ReleaseStock, StockOverdue } from '#shared/contracts/inventory';
import { answerOverdue } from './answer-overdue.js';

const stock = {
  orderId: '01990000-0000-7000-8000-000000000001',
  lines: [{ productId: '01990000-0000-7000-8000-000000000002', quantity: 2 }],
};
const overdue = new StockOverdue({ ...stock, since: '2026-03-01T11:00:00.000Z' });
const asked = (phase: Parameters<typeof answerOverdue>[1]['journal']['state']['phase']) =>
  answerOverdue(overdue, { journal: { state: { phase } } });

describe('stock that is held for long', () => {
  it.each(['running', 'passed', 'compensating'] as const)('is left to a checkout that is %s', (phase) => {
    expect(asked(phase)).toEqual({});
  });

  it.each(['unborn', 'ended'] as const)('is released when the checkout is %s', (phase) => {
    expect(asked(phase)).toEqual({ send: [new ReleaseStock(stock)] });
  });

  it('has left the shelf when the order says so', () => {
    expect(asked('done')).toEqual({ send: [new CommitStock(stock)] });
  });
});
