import type { InjectOptions } from 'fastify';
import { messagingError } from '#libs/messaging';
import { refuse } from '#libs/messaging/contract';
import { GetDeadLetter, GetLag, ListDeadLetterGroups, ListDeadLetters, Redrive, TellStory } from '#libs/messaging/ops';
import * as well from '../testing/answers.js';
import { gatewayApplication } from '../testing/gateway-application.js';

let gateway: Awaited<ReturnType<typeof gatewayApplication>>;
let authorization: string;
beforeAll(async () => {
  const env = { CLEAVE_TRACE_URL: 'https://jaeger.example.org/trace/{traceId}' };
  gateway = await gatewayApplication({}, [], { env });
  authorization = `Bearer ${await gateway.tokenOf(well.oscar)}`;
});
afterAll(() => gateway.app.close());
beforeEach(() => well.allIsWell(gateway.bus));

const send = (url: string, { headers, ...options }: InjectOptions = {}) =>
  gateway.app.inject({ ...options, url: `/v1/ops${url}`, headers: { authorization, ...headers } });
const act = (url: string, payload: object = well.reason, headers: InjectOptions['headers'] = {}) =>
  send(`/dead-letters/orders/${url}`, { method: 'POST', payload, headers });

/** Payments does not answer; orders answers with this. */
const withoutPayments = (contract: typeof GetLag | typeof TellStory | typeof ListDeadLetterGroups, reply: unknown) =>
  gateway.bus.answer(contract, ({ to }: { to: string }) => {
    if (to === 'payments') throw messagingError('request.deadline', 'no answer');
    return reply;
  });

describe('what every context is asked', () => {
  it('is asked of each, in the name of the operator, and not for long', async () => {
    const reply = await send('/lag');
    expect(reply.json()).toEqual({ contexts: [well.lagOf('orders'), well.lagOf('payments')], missing: [] });
    expect(gateway.bus.asked).toMatchObject(
      ['orders', 'payments'].map((to) => ({ to, caller: well.oscar, deadlineMs: 3_000 })),
    );
  });

  it('is told without those who do not answer, who are named', async () => {
    withoutPayments(GetLag, well.lagOf('orders'));
    withoutPayments(ListDeadLetterGroups, { groups: [] });
    withoutPayments(TellStory, { facts: [well.fact], isWhole: true });
    const replies = await Promise.all(
      ['/lag', '/dead-letters', `/orders/${well.orderId}/story`].map((url) => send(url)),
    );
    for (const reply of replies) {
      expect(reply.statusCode).toBe(200);
      expect(reply.json()).toMatchObject({ missing: ['payments'] });
    }
    expect(replies[2]!.json()).toMatchObject({ facts: [{ context: 'orders' }] });
  });

  it('a refusal is no silence', async () => {
    gateway.bus.answer(GetLag, () => {
      throw refuse(GetLag, 'ops.staff-only');
    });
    expect((await send('/lag')).statusCode).toBe(403);
  });
});

it('the breakers of the process are told, without asking anybody', async () => {
  const breaker = gateway.breakers.of('gateway to payments', { volumeThreshold: 5 });
  for (let n = 0; n < 7; n++) await breaker.run(() => Promise.reject(new Error('away'))).catch(() => undefined);
  const reply = await send('/breakers');
  expect(reply.json()).toEqual({
    data: [
      {
        name: 'gateway to payments',
        state: 'open',
        since: expect.stringMatching(/^20.*Z$/),
        counts: { successes: 0, failures: 5, refused: 2 },
        opened: 1,
      },
    ],
  });
  expect(gateway.bus.asked).toEqual([]);
});

describe('the story of an order', () => {
  it('is one, in time order, with the milliseconds since its first fact', async () => {
    const facts = { orders: [0, 30], payments: [10] } as Record<string, number[]>;
    gateway.bus.answer(TellStory, ({ to }: { to: string }) => ({
      facts: facts[to]!.map((ms) => ({ ...well.fact, at: new Date(Date.UTC(2026, 10, 24) + ms).toISOString() })),
      isWhole: to === 'orders',
    }));
    const story = (await send(`/orders/${well.orderId}/story`)).json();
    expect(story).toMatchObject({ isWhole: false, missing: [] });
    expect(story.facts.map(({ context, ms }: { context: string; ms: number }) => [context, ms])).toEqual([
      ['orders', 0],
      ['payments', 10],
      ['orders', 30],
    ]);
  });

  it('names its traces, and links to them', async () => {
    const facts = ['b', 'a', undefined, 'b'].map((trace, n) => ({
      ...well.fact,
      at: new Date(Date.UTC(2026, 10, 24) + n).toISOString(),
      details: { trace },
    }));
    gateway.bus.answer(TellStory, ({ to }: { to: string }) => ({ facts: to === 'orders' ? facts : [], isWhole: true }));
    const story = (await send(`/orders/${well.orderId}/story`)).json();
    expect(story.traces).toEqual(['b', 'a'].map((id) => ({ id, url: `https://jaeger.example.org/trace/${id}` })));
  });

  it('of nothing that anybody knows is a 404, unless somebody is missing who might', async () => {
    gateway.bus.answer(TellStory, { facts: [], isWhole: true });
    const none = await send(`/orders/${well.orderId}/story`);
    expect([none.statusCode, none.json().code]).toEqual([404, 'ops.no-story']);
    withoutPayments(TellStory, { facts: [], isWhole: true });
    expect((await send(`/orders/${well.orderId}/story`)).json()).toMatchObject({ facts: [], missing: ['payments'] });
  });
});

describe('dead letters', () => {
  it('are grouped over all contexts', async () => {
    const { data } = (await send('/dead-letters')).json();
    expect(data).toMatchObject(['orders', 'payments'].map((context) => ({ context, group: well.group, count: 1 })));
  });

  it('are listed page by page, also those of a group', async () => {
    gateway.bus.answer(ListDeadLetters, { data: [well.letter], page: { next: 'n', hasMore: true } });
    const reply = await send(`/dead-letters/orders?limit=1&group=${well.group}`);
    expect(reply.json()).toMatchObject({ data: [well.letter] });
    expect(reply.headers.link).toBe(`</v1/ops/dead-letters/orders?limit=1&cursor=n&group=${well.group}>; rel="next"`);
    expect(gateway.bus.last).toMatchObject({ to: 'orders', message: { limit: 1, group: well.group } });
  });

  it('show their body to whoever asks for it', async () => {
    await send(`/dead-letters/orders/${well.letter.id}`);
    expect(gateway.bus.last).toMatchObject({ to: 'orders', message: { id: well.letter.id, withBody: false } });
    await send(`/dead-letters/orders/${well.letter.id}?body=true`);
    expect(gateway.bus.last).toMatchObject({ message: { withBody: true } });
  });

  it.each([
    [`${well.letter.id}/redrive`, 'ops.redrive.v1', { id: well.letter.id }],
    [`${well.letter.id}/discard`, 'ops.discard.v1', { id: well.letter.id }],
    [`groups/${well.group}/redrive`, 'ops.redrive.v1', { group: well.group }],
    [`groups/${well.group}/discard`, 'ops.discard.v1', { group: well.group }],
  ])('POST %s sends %s', async (url, name, meant) => {
    const reply = await act(url);
    expect([reply.statusCode, reply.json()]).toEqual([200, well.settled]);
    expect(gateway.bus.last).toMatchObject({ name, to: 'orders', message: { ...meant, ...well.reason } });
  });

  it('are settled once under one key', async () => {
    for (let n = 0; n < 2; n++) await act(`${well.letter.id}/redrive`, well.reason, { 'idempotency-key': 'k' });
    const [first, second] = gateway.bus.asked;
    expect(second).toMatchObject({ id: first!.id, fingerprint: first!.fingerprint, to: 'orders' });
  });

  it.each([
    ['/dead-letters/nowhere', 404, 'ops.no-such-context'],
    [`/dead-letters/nowhere/${well.letter.id}`, 404, 'ops.no-such-context'],
    ['/dead-letters/Orders!', 400, 'request.invalid'],
    ['/dead-letters/orders/x', 400, 'request.invalid'],
    ['/dead-letters/orders?group=x', 400, 'request.invalid'],
    [`/dead-letters/orders/${well.letter.id}?body=1`, 400, 'request.invalid'],
    ['/orders/x/story', 400, 'request.invalid'],
  ])('GET %s is a %d', async (url, status, code) => {
    const reply = await send(url);
    expect([reply.statusCode, reply.json().code]).toEqual([status, code]);
  });

  it('want a reason, and a letter that is there', async () => {
    for (const payload of [{}, { reason: ' ' }, { reason: 'x'.repeat(201) }, { ...well.reason, id: 'x' }])
      expect((await act(`${well.letter.id}/redrive`, payload)).statusCode).toBe(400);
    for (const contract of [Redrive, GetDeadLetter])
      gateway.bus.answer(contract, () => {
        throw refuse(Redrive, 'ops.no-dead-letter');
      });
    for (const reply of [await act(`${well.letter.id}/redrive`), await send(`/dead-letters/orders/${well.letter.id}`)])
      expect([reply.statusCode, reply.json().code]).toEqual([404, 'ops.no-dead-letter']);
  });
});
