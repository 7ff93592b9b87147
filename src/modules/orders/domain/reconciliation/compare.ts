import type { OrderStatus, Refund } from '#shared/contracts/orders';
import { format, type Line, money } from '#shared/kernel';
import { givenBack } from '../refunds/given-back.js';
import type { OrderDifference } from './kinds.js';

export interface OwnOrder {
  readonly id: string;
  readonly status: OrderStatus;
  readonly lines: readonly Line[];
  readonly total: number;
  readonly currency: string;
  /** Null until there is one. */
  readonly refunds: readonly Pick<Refund, 'status' | 'amount'>[] | null;
}
/** In minor units. */
export interface Balance {
  readonly orderId: string;
  readonly status: string;
  readonly currency: string;
  readonly captured: number;
  readonly refunded: number;
}
export interface Stock {
  readonly orderId: string;
  readonly state: 'held' | 'refused' | 'released' | 'committed' | 'returned';
  readonly lines: readonly Line[];
}
/** What the three say of one order. */
export interface Said {
  readonly order: OwnOrder | undefined;
  readonly balance: Balance | undefined;
  readonly stock: Stock | undefined;
}
export interface Difference {
  readonly kind: OrderDifference;
  readonly orderId: string;
  readonly ours: string;
  readonly theirs: string;
}

/** Compares what is final: an order that is under way is left to its checkout, and money on its way back to payments. */
export function compare(orderId: string, said: Said): readonly Difference[] {
  const { order, balance, stock } = said;
  if (order?.status === 'pending') return [];
  const ours = order
    ? `${order.status}, ${format(money(order.total, order.currency))}, ${goods(order.lines)}`
    : 'no order';
  const [ofMoney, ofStock] = [moneyOf(order, balance), stockOf(order, stock)];
  return [
    ...(ofMoney ? [{ kind: ofMoney, orderId, ours, theirs: paid(balance) }] : []),
    ...(ofStock
      ? [{ kind: ofStock, orderId, ours, theirs: stock ? `${stock.state}, ${goods(stock.lines)}` : 'nothing' }]
      : []),
  ];
}

/** What is asked of the provider may have been given back, or not. */
const isGivenBack = ({ refunds }: OwnOrder, refunded: number): boolean =>
  givenBack(refunds) <= refunded && refunded <= givenBack(refunds, ['made', 'pending']);

const ON_ITS_WAY = ['undoing', 'refunding'];

function moneyOf(order: OwnOrder | undefined, balance: Balance | undefined): OrderDifference | undefined {
  const { captured = 0, refunded = 0, status = '', currency } = balance ?? {};
  if (order?.status === 'confirmed') {
    if (captured < order.total || (captured > 0 && currency !== order.currency)) return 'money-missing';
    if (captured > order.total) return 'money-too-much';
    return isGivenBack(order, refunded) ? undefined : 'refunds-differ';
  }
  if (captured === refunded || ON_ITS_WAY.includes(status)) return undefined;
  return order ? 'money-kept' : 'money-without-order';
}

/** Goods that were refunded and stayed with the customer are still committed when the rest of the order is cancelled. */
function stockOf(order: OwnOrder | undefined, stock: Stock | undefined): OrderDifference | undefined {
  const [isHeld, isGone] = [stock?.state === 'held', stock?.state === 'committed'];
  if (!order) return isHeld ? 'stock-without-order' : isGone ? 'stock-committed-without-order' : undefined;
  if (order.status === 'cancelled')
    return isHeld ? 'stock-held' : isGone && !order.refunds ? 'stock-committed' : undefined;
  if (!stock || stock.state === 'refused' || stock.state === 'released') return 'stock-missing';
  if (goods(order.lines) !== goods(stock.lines)) return 'lines-differ';
  return isHeld ? 'stock-not-committed' : undefined;
}

const paid = (balance: Balance | undefined): string => {
  if (!balance) return 'no payment';
  const { status, captured, refunded, currency } = balance;
  return `${status}: captured ${format(money(captured, currency))}, given back ${format(money(refunded, currency))}`;
};

/** The quantities by product, in one order: an order may have two lines of a product. */
function goods(lines: readonly Line[]): string {
  const quantities = new Map<string, number>();
  for (const { productId, quantity } of lines) quantities.set(productId, (quantities.get(productId) ?? 0) + quantity);
  const all = [...quantities].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return all.map(([productId, quantity]) => `${quantity} x ${productId}`).join(', ') || 'no goods';
}
