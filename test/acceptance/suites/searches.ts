import { isDeepStrictEqual } from 'node:util';
import { adminSession } from '#libs/database';
import {
  type Answer,
  type Api,
  customer,
  emailOf,
  operator,
  type Order,
  orderOf,
  type Page,
  type Problem,
  type Product,
  stocked,
} from '#test/api';
import type { System } from '#test/cleave';
import { waitFor } from '#test/wait-for';

interface Found extends Order {
  readonly placedAt: string;
  readonly payment: string;
  readonly customer: { readonly id: string; readonly name: string | null; readonly email: string | null };
  readonly lines: readonly { readonly sku: string | null; readonly name: string | null }[];
}
type Fields = Readonly<Record<string, string>>;
type Name = 'bought' | 'sold out' | 'declined' | "eve's";

const DAY_MS = 86_400_000;
const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);

const [adaEmail, eveEmail] = [emailOf('ada'), emailOf('eve')];
let system: System;
let staff: Api;
let ada: Api;
let eve: Api;
let userId: string;
let mug: Product;
let tea: Product;
/** By the id. */
let names: ReadonlyMap<string, Name>;
let found: Readonly<Record<Name, Found>>;

const search = (fields: Fields = {}, api: Api = staff) =>
  api.get<Page<Found>>(`/v1/orders/search?${new URLSearchParams(fields).toString()}`);
/** Which orders of this suite, without those of the suites before it. */
const namesIn = ({ data }: Page<{ readonly id: string }>): Name[] => data.flatMap(({ id }) => names.get(id) ?? []);
const sorted = (some: readonly Name[]) => some.toSorted();

async function place(): Promise<void> {
  const [bought, soldOut, declined, other] = [
    await ada.orderAndWait(orderOf(mug, 2)),
    await ada.orderAndWait(orderOf(mug, 100)),
    await ada.orderAndWait(orderOf(tea, 3, 'pm_card_visa_chargeDeclined')),
    await eve.orderAndWait(orderOf(mug, 1)),
  ].map(({ body }) => body.id);
  names = new Map<string, Name>([
    [bought!, 'bought'],
    [soldOut!, 'sold out'],
    [declined!, 'declined'],
    [other!, "eve's"],
  ]);
}

/** Until the search has each of them as it is at its end. */
const allAreFound = () =>
  waitFor(async () => {
    const { status, text, body } = await search({ limit: '100' });
    if (status !== 200) return text;
    const all = body.data.filter(({ id, status: of }) => names.has(id) && of !== 'pending');
    if (all.length < names.size) return `the search has ${all.length} of ${names.size} orders as they are at their end`;
    found = Object.fromEntries(all.map((order) => [names.get(order.id)!, order])) as unknown as typeof found;
    return undefined;
  });

/** What was ordered, found by whoever may. */
export const searches = (given: () => System): void =>
  describe('the search of orders', () => {
    beforeAll(async () => {
      system = given();
      [staff, ada, eve] = await Promise.all([operator(system), customer(system, adaEmail), customer(system, eveEmail)]);
      userId = (await ada.get<{ id: string }>('/v1/users/me')).body.id;
      mug = await stocked(staff, 5);
      tea = await stocked(staff, 5, { amount: 300, currency: 'USD' });
      await place();
      await allAreFound();
    });

    it('an order is found with all that a page needs', () => {
      const common = { customer: { id: userId, name: 'Ada', email: adaEmail } };
      expect(found).toMatchObject({
        bought: { ...common, status: 'confirmed', payment: 'captured', total: { amount: 2_500, currency: 'EUR' } },
        'sold out': { ...common, status: 'cancelled', payment: 'none', reason: 'out-of-stock' },
        declined: { ...common, status: 'cancelled', payment: 'declined', lines: [{ sku: tea.sku, name: tea.name }] },
        "eve's": { customer: { email: eveEmail }, lines: [{ productId: mug.id, quantity: 1, unitPrice: mug.price }] },
      });
    });

    it.each<[string, () => Fields, readonly Name[]]>([
      ['status', () => ({ status: 'confirmed' }), ['bought', "eve's"]],
      ['payment', () => ({ payment: 'declined' }), ['declined']],
      ['user', () => ({ userId }), ['bought', 'sold out', 'declined']],
      ['product', () => ({ productId: mug.id }), ['bought', 'sold out', "eve's"]],
      ['time from', () => ({ placedFrom: found.declined.placedAt }), ['declined', "eve's"]],
      ['time to', () => ({ placedTo: found.declined.placedAt, userId }), ['bought', 'sold out']],
      ['currency', () => ({ currency: 'USD' }), ['declined']],
      ['amount', () => ({ amountFrom: '1250', amountTo: '2500', currency: 'EUR' }), ['bought', "eve's"]],
      ['reason', () => ({ reason: 'out-of-stock' }), ['sold out']],
      ['address', () => ({ text: eveEmail.toUpperCase() }), ["eve's"]],
      ['id', () => ({ text: found.bought.id }), ['bought']],
      ['article number', () => ({ text: tea.sku.slice(0, 14) }), ['declined']],
      ['names', () => ({ text: 'mug ada', userId }), ['bought', 'sold out', 'declined']],
      ['all together', () => ({ text: 'ad mu', userId, status: 'cancelled', productId: mug.id }), ['sold out']],
    ])('staff find them by %s', async (_, fields, expected) => {
      expect(sorted(namesIn((await search({ limit: '100', ...fields() })).body))).toEqual(sorted(expected));
    });

    it.each([
      ['newest', ['declined', 'sold out', 'bought']],
      ['oldest', ['bought', 'sold out', 'declined']],
    ])('page by page none is left out and none comes twice, the %s first', async (order, expected) => {
      const pages: Name[] = [];
      let next: string | undefined =
        `/v1/orders/search?${new URLSearchParams({ userId, order, limit: '1' }).toString()}`;
      while (next) {
        const { body, headers }: Answer<Page<Found>> = await staff.get(next);
        pages.push(...namesIn(body));
        next = /^<(.+)>; rel="next"$/.exec(headers.get('link') ?? '')?.[1];
      }
      expect(pages).toEqual(expected);
    });

    it.each<[string, () => Fields, readonly Name[]]>([
      ['status', () => ({ status: 'cancelled' }), ['declined', 'sold out']],
      ['payment', () => ({ payment: 'captured' }), ['bought']],
      ['product', () => ({ productId: mug.id }), ['sold out', 'bought']],
      ['amount', () => ({ amountTo: '900', currency: 'USD' }), ['declined']],
      ['text', () => ({ text: 'mug' }), ['declined', 'sold out', 'bought']],
      ['what only another one has', () => ({ text: eveEmail }), []],
    ])('customers find their own by %s, and no others', async (_, fields, expected) => {
      for (const path of ['/v1/orders', '/v2/orders']) {
        const list = await ada.get<Page<Order>>(`${path}?${new URLSearchParams(fields()).toString()}`);
        expect([path, list.status, namesIn(list.body)]).toEqual([path, 200, expected]);
        expect(list.text).not.toContain(eveEmail);
      }
    });

    it('all orders and their totals are for staff alone', async () => {
      const today = `from=${dayOf(Date.now())}&to=${dayOf(Date.now())}`;
      for (const path of ['/v1/orders/search', `/v1/orders/totals?${today}`])
        expect(await ada.get(path)).toMatchObject({ status: 403, body: { code: 'auth.not-allowed' } });
    });

    it.each([
      ['search?text=a+b+c+d+e+f', 'orders.too-many-words'],
      ['search?text=%2A', 'orders.no-words'],
      ['search?cursor=x', 'orders.bad-cursor'],
      ['totals?from=2026-01-01&to=2026-12-31', 'orders.bad-period'],
    ])('%s is refused: %s', async (path, code) => {
      expect(await staff.get<Problem>(`/v1/orders/${path}`)).toMatchObject({ status: 400, body: { code } });
    });

    it('the totals of the days add up to what was ordered', async () => {
      const [from, to] = [dayOf(Date.now() - DAY_MS), dayOf(Date.now() + DAY_MS)];
      const sql = `
        SELECT to_char(placed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, status, currency, count(*)::int AS orders, sum(total)::int8::text::float8 AS amount
        FROM order_view WHERE placed_at >= $1::date AT TIME ZONE 'UTC' GROUP BY 1, 2, 3`;
      const key = ({ day, status, currency }: Fields) => [day, status, currency].join(' ');
      const ordered = (totals: readonly Fields[]) => totals.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
      await waitFor(async () => {
        const { rows } = await adminSession(system.databases['orders']!, (client) => client.query<Fields>(sql, [from]));
        const told = await staff.get<{ data: readonly Fields[] }>(`/v1/orders/totals?from=${from}&to=${to}`);
        const [is, should] = [ordered(told.body.data), ordered(rows)];
        return isDeepStrictEqual(is, should)
          ? undefined
          : `the totals are ${JSON.stringify(is)} instead of ${JSON.stringify(should)}`;
      });
    });
  });
