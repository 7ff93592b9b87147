import { type Api, customer, operator, orderOf, type Order, type Product, stocked } from '#test/api';
import type { System } from '#test/cleave';
import { waitFor } from '#test/wait-for';

interface Gaps {
  readonly degraded: readonly object[];
}
interface Details extends Order, Gaps {
  readonly messages: readonly object[];
}

let staff: Api;
let ada: Api;
let mug: Product;

const detailsOf = async (api: Api, { id }: Pick<Order, 'id'>) => (await api.get<Details>(`/v2/orders/${id}`)).body;

/** Orders composed of what every context knows, wherever it runs. */
export const composed = (given: () => System): void =>
  describe('composed orders', () => {
    beforeAll(async () => {
      staff = await operator(given());
      ada = await customer(given());
      mug = await stocked(staff, 5);
    });

    it('an order is shown with customer, product names, payment and e-mails, to its customer and to staff alike', async () => {
      const { body: order } = await ada.orderAndWait(orderOf(mug, 2));
      await waitFor(async () => ((await detailsOf(ada, order)).messages.length ? undefined : 'there is no e-mail yet'));
      const { body: me } = await ada.get<{ id: string; email: string }>('/v1/users/me');
      const shown = await detailsOf(ada, order);
      expect(shown).toMatchObject({
        id: order.id,
        status: 'confirmed',
        lines: [{ productId: mug.id, quantity: 2, name: mug.name }],
        customer: { id: me.id, name: 'Ada', email: me.email },
        payment: {
          status: 'captured',
          amount: order.total,
          attempts: [{ kind: 'charge', outcome: 'captured', amount: order.total, reason: null }],
        },
        messages: [{ kind: 'order-confirmed', to: me.email }],
        degraded: [],
      });
      expect(await detailsOf(staff, order)).toEqual(shown);
    });

    it('what was never paid has no payment, and nothing is missing', async () => {
      const { body: order } = await ada.orderAndWait(orderOf(mug, 100));
      expect(await detailsOf(ada, order)).toMatchObject({ reason: 'out-of-stock', payment: null, degraded: [] });
    });

    it('a list has the names and the states of the payments', async () => {
      const { data, degraded } = (await ada.get<{ data: readonly object[] } & Gaps>('/v2/orders')).body;
      expect(data).toMatchObject([
        { lines: [{ name: mug.name }], status: 'cancelled', payment: null },
        { lines: [{ name: mug.name }], status: 'confirmed', payment: { status: 'captured' } },
      ]);
      expect(degraded).toEqual([]);
    });

    it("another user's order does not exist in this version either", async () => {
      const { body: order } = await ada.orderAndWait(orderOf(mug, 1));
      const eve = await customer(given());
      expect(await eve.get(`/v2/orders/${order.id}`)).toMatchObject({
        status: 404,
        body: { code: 'orders.not-found' },
      });
      expect((await eve.get<{ data: object[] }>('/v2/orders')).body.data).toEqual([]);
    });
  });
