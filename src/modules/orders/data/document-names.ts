import { arrayLiteral } from '#libs/database/wire';
import type { Ask } from '#libs/projections/feeding';
import { NAMES } from '../ports/order-documents.js';
import type { OrderView } from './order-view.entity.js';

/** `version` is the version of the product, or of the account, that gave it this name. */
interface Product {
  readonly id: string;
  readonly name: string;
  readonly sku: string;
  readonly version: number;
}

interface Customer {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly version: number;
}

/** The copies of names that orders has, by id. */
export interface Names {
  readonly products: ReadonlyMap<string, Product>;
  readonly customers: ReadonlyMap<string, Customer>;
}

const PRODUCTS = `SELECT product_id AS id, name, sku, named_by AS version FROM ${NAMES.products} WHERE product_id = ANY($1::uuid[])`;
const CUSTOMERS = `SELECT user_id AS id, name, email, named_by AS version FROM ${NAMES.customers} WHERE user_id = ANY($1::uuid[])`;

/** The names that these orders need. */
export async function namesFor(ask: Ask, views: readonly OrderView[]): Promise<Names> {
  const products = new Set(views.flatMap(({ lines }) => lines.map(({ productId }) => productId)));
  const customers = new Set(views.map(({ userId }) => userId));
  return {
    products: byId(await ask<Product>(PRODUCTS, [arrayLiteral([...products])])),
    customers: byId(await ask<Customer>(CUSTOMERS, [arrayLiteral([...customers])])),
  };
}

const byId = <T extends { readonly id: string }>(rows: readonly T[]): ReadonlyMap<string, T> =>
  new Map(rows.map((row) => [row.id, row]));
