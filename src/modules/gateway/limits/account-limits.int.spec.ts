import { Refusal } from '#libs/messaging/contract';
import { Authenticate } from '#shared/contracts/users';
import * as well from '../testing/answers.js';
import { gatewayApplication } from '../testing/gateway-application.js';

const RIGHT = 'correct horse';

let gateway: Awaited<ReturnType<typeof gatewayApplication>>;
beforeEach(async () => {
  gateway = await gatewayApplication({}, [], { env: { CLEAVE_RATE_LIMITS: 'on' } });
  well.allIsWell(gateway.bus);
  gateway.bus.answer(Authenticate, ({ message }: { message: Authenticate }) => {
    if (message.password === RIGHT) return { userId: well.adaId, role: 'customer' };
    throw new Refusal('users.wrong-credentials', 'forbidden');
  });
});
afterEach(() => gateway.app.close());

interface Attempt {
  readonly password?: string;
  readonly email?: string;
  readonly from?: string;
  readonly cookie?: string;
}

const signIn = ({ password = RIGHT, email = 'ada@example.org', from = '203.0.113.9', cookie }: Attempt = {}) =>
  gateway.app.inject({
    method: 'POST',
    url: '/v1/sessions',
    payload: { email, password },
    remoteAddress: from,
    ...(cookie && { headers: { cookie } }),
  });

/** Wrong passwords, each from an address of its own unless one is given. Returns the statuses. */
async function guess(times: number, attempt: Attempt = {}): Promise<number[]> {
  const statuses: number[] = [];
  for (let n = 0; n < times; n++)
    statuses.push((await signIn({ password: `wrong ${n}`, from: `198.51.100.${n % 250}`, ...attempt })).statusCode);
  return statuses;
}
const wrong = (times: number) => Array.from({ length: times }, () => 401);

/** The cookie of a device on which Ada has signed in. */
async function deviceOf(attempt: Attempt = {}): Promise<string> {
  return String((await signIn(attempt)).headers['set-cookie']).split(';', 1)[0]!;
}

describe('guessing the password of an account', () => {
  it('ends after ten wrong ones, from wherever they came, with the time to wait; also the right one waits then', async () => {
    expect(await guess(11)).toEqual([...wrong(10), 429]);
    const reply = await signIn();
    expect(reply.statusCode).toBe(429);
    expect(reply.headers).toMatchObject({
      'retry-after': expect.stringMatching(/^(899|900)$/),
      'ratelimit-policy': '"wrong-passwords-per-account";q=10;w=900',
    });
    expect(gateway.bus.asked).toHaveLength(10);
  });

  it('ends after ten also when all come at once', async () => {
    const replies = await Promise.all(Array.from({ length: 100 }, (_, n) => signIn({ password: `wrong ${n}` })));
    expect(replies.filter(({ statusCode }) => statusCode === 401)).toHaveLength(10);
    expect(gateway.bus.asked).toHaveLength(10);
  });

  it('is the same for an account that does not exist, however its address is written', async () => {
    expect(await guess(10, { email: 'Nobody@example.org' })).toEqual(wrong(10));
    expect(await guess(1, { email: 'nobody@Example.org' })).toEqual([429]);
  });

  it('does not keep others out', async () => {
    await guess(11);
    expect((await signIn({ email: 'bob@example.org' })).statusCode).toBe(201);
  });
});

describe('the owner of an account', () => {
  it('signs in however often', async () => {
    const replies = await Promise.all(Array.from({ length: 100 }, () => signIn()));
    expect(replies.every(({ statusCode }) => statusCode === 201)).toBe(true);
  });

  it('signs in on a device that is known, while strangers guess, from any address', async () => {
    const cookie = await deviceOf();
    await guess(11);
    expect((await signIn({ cookie, from: '192.0.2.1' })).statusCode).toBe(201);
    expect((await signIn({ from: '203.0.113.9' })).statusCode).toBe(429);
  });

  it('signs in on a device that is known from an address that is limited', async () => {
    const cookie = await deviceOf();
    for (let n = 0; n < 100; n++) await guess(1, { email: `user-${n}@example.org`, from: '203.0.113.9' });
    expect((await signIn({ email: 'bob@example.org' })).statusCode).toBe(429);
    expect((await signIn({ cookie })).statusCode).toBe(201);
  });

  it('is limited on a device of its own, which limits no other', async () => {
    const [phone, laptop] = [await deviceOf(), await deviceOf()];
    expect(await guess(11, { cookie: phone })).toEqual([...wrong(10), 429]);
    expect((await signIn({ cookie: laptop })).statusCode).toBe(201);
    expect((await signIn()).statusCode).toBe(201);
  });
});

describe('a device cookie', () => {
  it('cannot be read by scripts, and is sent nowhere but to sign in', async () => {
    expect((await signIn()).headers['set-cookie']).toMatch(
      /^cleave-device=[\w.-]+; Path=\/v1\/sessions; Max-Age=7776000; HttpOnly; Secure; SameSite=Strict$/,
    );
  });

  it.each([
    ['of another account', () => deviceOf({ email: 'bob@example.org' })],
    ['that was changed', async () => (await deviceOf()).replace(/.{4}$/, 'AAAA')],
    ['with another end', async () => (await deviceOf()).replace(/=\d/, '=9')],
    ['that is none', async () => 'cleave-device=x'],
  ])('%s is that of a stranger', async (_, cookie) => {
    await guess(11);
    expect((await signIn({ cookie: await cookie() })).statusCode).toBe(429);
  });
});

it('wrong passwords of one address end after a hundred, whatever the account', async () => {
  const statuses: number[] = [];
  for (let n = 0; n < 101; n++) statuses.push(...(await guess(1, { email: `u${n}@example.org`, from: '203.0.113.9' })));
  expect(statuses).toEqual([...wrong(100), 429]);
});

it('what fails for another reason is no wrong password', async () => {
  gateway.bus.answer(Authenticate, () => {
    throw new Refusal('context.unavailable', 'unavailable');
  });
  expect(await guess(20)).toEqual(Array(20).fill(503));
});

it('registering one account again and again ends after ten times', async () => {
  const register = () =>
    gateway.app.inject({ method: 'POST', url: '/v1/users', payload: well.newUser, remoteAddress: '203.0.113.9' });
  for (let n = 0; n < 10; n++) expect((await register()).statusCode).toBe(201);
  expect((await register()).headers['ratelimit-policy']).toBe('"registrations-per-account";q=10;w=3600');
});
