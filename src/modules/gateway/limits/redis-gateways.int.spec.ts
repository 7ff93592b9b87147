import { Refusal } from '#libs/messaging/contract';
import { Authenticate } from '#shared/contracts/users';
import { describeWithRedis, TestRedis } from '#test/redis';
import { waitFor } from '#test/wait-for';
import * as well from '../testing/answers.js';
import { gatewayApplication } from '../testing/gateway-application.js';

type Gateway = Awaited<ReturnType<typeof gatewayApplication>>;

describeWithRedis('two gateways that name one Redis', () => {
  let redis: TestRedis;
  let gateways: Gateway[];
  beforeEach(async () => {
    redis = await TestRedis.start();
    const env = { CLEAVE_RATE_LIMITS: 'on', CLEAVE_LIMIT_WRITES_PER_USER: '100/1m', REDIS_URL: redis.url };
    gateways = await Promise.all([gatewayApplication({}, [], { env }), gatewayApplication({}, [], { env })]);
    for (const { bus } of gateways) {
      well.allIsWell(bus);
      bus.answer(Authenticate, () => {
        throw new Refusal('users.wrong-credentials', 'forbidden');
      });
    }
    await connected();
  });
  afterEach(async () => {
    await Promise.all(gateways.map(({ app }) => app.close()));
    await redis.stop();
  });

  /** Both are connected as soon as Redis has two clients with their name. */
  const connected = (): Promise<void> =>
    waitFor(async () => {
      const clients = (await redis.ask((it) => it.client('LIST'))) as string;
      return clients.split('cleave:limits').length > gateways.length ? undefined : clients;
    });

  const guess = async (n: number): Promise<number> => {
    const { app } = gateways[n % 2]!;
    const payload = { email: 'ada@example.org', password: `wrong ${n}` };
    const remoteAddress = `198.51.100.${n}`;
    return (await app.inject({ method: 'POST', url: '/v1/sessions', payload, remoteAddress })).statusCode;
  };
  const guesses = async (times: number, first = 0): Promise<Record<number, number>> => {
    const counts: Record<number, number> = {};
    for (let n = first; n < first + times; n++) {
      const status = await guess(n);
      counts[status] = (counts[status] ?? 0) + 1;
    }
    return counts;
  };
  const orders = async (times: number): Promise<Record<number, number>> => {
    const authorization = `Bearer ${await gateways[0]!.tokenOf(well.ada)}`;
    const replies = Array.from({ length: times }, (_, n) =>
      gateways[n % 2]!.app.inject({
        method: 'POST',
        url: '/v1/orders',
        payload: well.newOrder,
        headers: { authorization, 'idempotency-key': `order-${n}` },
      }),
    );
    const counts: Record<number, number> = {};
    for (const { statusCode } of await Promise.all(replies)) counts[statusCode] = (counts[statusCode] ?? 0) + 1;
    return counts;
  };

  it('admit ten wrong passwords together, and keep no e-mail address in it', async () => {
    expect(await guesses(30)).toEqual({ 401: 10, 429: 20 });
    const keys = await redis.ask((it) => it.keys('*'));
    expect(keys.filter((key) => key.startsWith('cleave:limit:wrong-passwords-per-account:'))).toHaveLength(1);
    expect(keys.join()).not.toMatch(/ada|example/);
  });

  it('limit still when it is killed under load: each counts alone, nothing is a 5xx, and nobody is let through', async () => {
    expect(await guesses(6)).toEqual({ 401: 6 });
    const [statuses] = await Promise.all([orders(400), redis.kill9()]);
    expect(Object.keys(statuses)).toEqual(['202', '429']);
    expect(statuses[202]).toBeLessThanOrEqual(200); // the limit, at most once for each
    const alone = await guesses(40, 6);
    expect(Object.keys(alone)).toEqual(['401', '429']);
    expect(alone[401]).toBeLessThanOrEqual(14); // 20 together, if neither had known of the other
    await redis.restart();
    await connected();
    expect(await guesses(10, 60)).toEqual({ 429: 10 });
  });

  it('limit still when it is emptied, and when it is mute', async () => {
    expect(await guesses(10)).toEqual({ 401: 10 });
    await redis.flush();
    expect((await guesses(4))[429]).toBeGreaterThanOrEqual(3); // the one that has not asked since the tenth admits one more
    redis.freeze();
    expect(await guesses(10)).toEqual({ 429: 10 });
    const statuses = await orders(400);
    expect(Object.keys(statuses)).toEqual(['202', '429']);
    expect(statuses[202]).toBeLessThanOrEqual(200);
  });
});
