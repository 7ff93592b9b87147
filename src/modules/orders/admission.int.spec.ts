import { newId } from '#libs/messaging';
import { eventually, testContext, type LoneContext } from '#libs/testing';
import { GetOrder } from '#shared/contracts/orders';
import { OrdersModule } from './index.js';
import { cart, customer, priced, saidOf } from './orders.fixtures.js';

/** More than fit into one batch. */
const MANY = 300;

describe('a neighbour that is slow: nobody says anything of the stock', () => {
  let orders: LoneContext;
  const [mug, ada] = [newId(), customer()];
  const accepted: string[] = [];
  const place = async (): Promise<void> => {
    accepted.push((await orders.ask(cart(mug), { caller: ada })).id);
  };
  const statusOf = async (id: string) => (await orders.ask(new GetOrder({ id }), { caller: ada })).status;

  beforeAll(async () => {
    orders = await testContext(OrdersModule);
    await orders.given(priced(mug));
    await Promise.all(Array.from({ length: MANY }, place));
  });
  afterAll(() => orders?.close());

  it('orders are refused at once, with a code and a time to come again', async () => {
    await eventually(() => expect(place()).rejects.toMatchObject({ code: 'context.overloaded' }));
    await expect(place()).rejects.toMatchObject({
      details: { retryAfterMs: expect.any(Number) },
    });
  });

  it('orders can be looked at all the same', async () => {
    expect(await statusOf(accepted[0]!)).toBe('pending');
  });

  it('what was accepted is finished, and then there is room again by itself', async () => {
    for (const id of accepted) await orders.given(saidOf(id, mug, ada).rejected);
    expect(new Set(await Promise.all(accepted.map(statusOf)))).toEqual(new Set(['cancelled']));
    await place();
  });
});
