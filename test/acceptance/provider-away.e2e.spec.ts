import { type Api, customer, operator, type Order, orderOf, type Problem, type Product, stocked } from '#test/api';
import { violationsAtRest } from '#test/checker';
import { Cleave } from '#test/cleave';
import { ProviderProcess } from '#test/payment-provider';
import { waitFor } from '#test/wait-for';

/** Less than are refused because there are too many under way: what refuses one is the backlog of payments. */
const MOST_ORDERS = 200;

/** A payment provider that is away for longer than orders can wait for. */
describe('a payment provider that is away', () => {
  let provider: ProviderProcess;
  let cleave: Cleave;
  let ada: Api;
  let mug: Product;
  const placed: string[] = [];

  beforeAll(async () => {
    provider = await ProviderProcess.start();
    cleave = await Cleave.start({
      ...provider.cleaveSettings,
      CLEAVE_RETRY_MS: '200',
      CLEAVE_MOST_PAYMENT_BACKLOG_MS: '20000',
    });
    mug = await stocked(await operator(cleave), 10_000);
    ada = await customer(cleave);
    for (let n = 0; n < 5; n++) placed.push((await ada.orderAndWait(orderOf(mug, 1))).body.id); // so that there is a rate
  });
  afterAll(async () => {
    await cleave.discard();
    await provider.discard();
  });

  const statusOf = async (id: string) => (await ada.get<Order>(`/v1/orders/${id}`)).body.status;
  const provided = async () => {
    const { checks } = (await (await fetch(`${cleave.management}/health`)).json()) as { checks: Record<string, any> };
    return checks['payments'];
  };

  it('has new orders refused when it has too much to do, and says so', async () => {
    await provider.kill();
    await waitFor(async () => {
      const answer = await ada.order<Pick<Order, 'id'> & Pick<Problem, 'code'>>(orderOf(mug, 1));
      if (answer.status === 503) {
        expect(answer.body.code).toBe('context.overloaded');
        expect(Number(answer.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
        return undefined;
      }
      placed.push(answer.body.id);
      if (placed.length > MOST_ORDERS) throw new Error(`${placed.length} orders were accepted`);
      return `${placed.length} orders are accepted`;
    });
    expect(await provided()).toMatchObject({
      status: 'up',
      provider: { status: 'degraded', why: 'the payment provider does not answer' },
    });
    expect(new Set(await Promise.all(placed.slice(5).map(statusOf)))).toEqual(new Set(['pending']));
  });

  it('ends all of them when it is back, and takes new ones', async () => {
    await provider.run();
    await waitFor(async () => {
      const open = (await Promise.all(placed.map(statusOf))).filter((status) => status !== 'confirmed');
      return open.length ? `not confirmed: ${open.join()}` : undefined;
    });
    await waitFor(async () => {
      const { status } = (await ada.orderAndWait(orderOf(mug, 1))).body; // refused until payments was asked again
      return status === 'confirmed' ? undefined : `a new one is ${status}`;
    });
    expect(await provided()).toMatchObject({ status: 'up', provider: { status: 'answers' } });
    expect(await violationsAtRest(cleave.databases, () => provider.bookings())).toEqual([]);
  });
});
