import { mailRules } from '../support/checker/mail-rules.js';
import type { Facts } from '../support/checker/facts.js';
import { moneyRules } from '../support/checker/money-rules.js';
import { orderRules } from '../support/checker/order-rules.js';
import { restRules } from '../support/checker/rest-rules.js';
import { stockRules } from '../support/checker/stock-rules.js';
import { type Ending, nameOf, type Shop, sum } from './shop.js';

/** Where things of the model are in the product: their ids, by place. */
export interface Ids {
  readonly products: readonly string[];
  readonly orders: readonly string[];
}

/** What is wrong when nothing is under way: by the rules of SPEC.md section 2, and by what was done. Names are those of the model. */
export function violations(shop: Shop, ids: Ids, facts: Facts): string[] {
  const bySpec = [stockRules, orderRules, moneyRules, mailRules, restRules].flatMap((rules) => rules(facts));
  return [...bySpec, ...shelfRules(shop, ids, facts), ...endings(shop, ids, facts)].map((text) => inWords(text, ids));
}

function shelfRules({ shelves }: Shop, { products }: Ids, facts: Facts): string[] {
  const found = new Map(facts.shelves.map((shelf) => [shelf.productId, shelf]));
  return shelves.flatMap(({ received, writtenOff }, n) => {
    const shelf = found.get(products[n]!);
    if (shelf?.received === received && shelf.writtenOff === writtenOff) return [];
    const was = `received ${shelf?.received} and written off ${shelf?.writtenOff}`;
    return [`product ${products[n]}: by its stock ${was}, by what was done ${received} and ${writtenOff}`];
  });
}

function endings({ shelves, orders }: Shop, { products, orders: ids }: Ids, facts: Facts): string[] {
  const found = new Map(facts.orders.map((order) => [order.id, order]));
  return orders.flatMap(({ lines, refunded, ending }, n) => {
    const order = found.get(ids[n]!);
    if (!order) return [`order ${ids[n]} is not there`];
    const isRight = !ending || (order.status === ending.status && ending.reason === order.reason);
    const asked = lines.map(({ product, quantity }) => `${quantity} × ${products[product]}`).join();
    const has = order.lines.map(({ productId, quantity }) => `${quantity} × ${productId}`).join();
    const prices = order.lines.map((line, i) => {
      const { priceVersion } = line as typeof line & { readonly priceVersion: number };
      const price = shelves[lines[i]?.product ?? 0]!.prices.get(priceVersion);
      return price === line.unitPrice.amount
        ? ''
        : `a price of ${line.unitPrice.amount} that never was: it was ${price}`;
    });
    const given = sum((order.refunds ?? []).map(({ amount }) => amount.amount));
    const owed = order.status === 'confirmed' ? refunded : order.refunds ? order.total : 0;
    return [
      ...(isRight ? [] : [`it is ${told(order)}, and should be ${told(ending!)}`]),
      ...(asked === has ? [] : [`it has ${has}, and ${asked} were asked for`]),
      ...prices.filter(Boolean),
      ...(given === owed ? [] : [`${given} were given back, and should be ${owed}`]),
    ].map((what) => `order ${order.id}: ${what}`);
  });
}

const told = ({ status, reason }: Ending): string => (reason ? `${status}, ${reason}` : status);

/** Ids are named as in the model: a product A, an order 1. */
function inWords(text: string, { products, orders }: Ids): string {
  const named = [
    ...products.map((id, n) => [id, nameOf(n)] as const),
    ...orders.map((id, n) => [id, String(n + 1)] as const),
  ];
  return named.reduce((words, [id, name]) => words.replaceAll(id, name), text);
}
