import { refuse } from '#libs/messaging/contract';
import { Authenticate, RegisterUser } from '#shared/contracts/users';
import * as well from '../testing/answers.js';
import { gatewayApplication } from '../testing/gateway-application.js';

let gateway: Awaited<ReturnType<typeof gatewayApplication>>;
beforeAll(async () => (gateway = await gatewayApplication()));
afterAll(() => gateway.app.close());
beforeEach(() => well.allIsWell(gateway.bus));

const post = (url: string, payload: object, headers = {}) =>
  gateway.app.inject({ method: 'POST', url, payload, headers });

it('somebody registers, logs in and sees who they are', async () => {
  const registered = await post('/v1/users', { ...well.newUser, email: ' Ada@Example.org ' });
  expect([registered.statusCode, registered.json()]).toEqual([201, well.user]);
  expect(gateway.bus.last?.message).toEqual(well.newUser);

  const session = await post('/v1/sessions', well.credentials);
  expect(session.statusCode).toBe(201);
  expect(session.headers['cache-control']).toBe('no-store');
  const { accessToken, ...rest } = session.json();
  expect(rest).toEqual({ tokenType: 'Bearer', expiresIn: 900, user: { id: well.adaId, role: 'customer' } });

  const me = await gateway.app.inject({ url: '/v1/users/me', headers: { authorization: `Bearer ${accessToken}` } });
  expect(me.statusCode).toBe(200);
  expect(me.json()).toMatchObject(well.user);
  expect(gateway.bus.last).toMatchObject({ message: { id: well.adaId }, caller: well.ada });
});

it('a repetition of a login is the same request, but no token is kept with it', async () => {
  const headers = { 'idempotency-key': 'login-1' };
  await post('/v1/sessions', well.credentials, headers);
  await post('/v1/sessions', well.credentials, headers);
  const [first, again] = gateway.bus.asked;
  expect(first?.id).toBeDefined();
  expect([again?.id, again?.fingerprint]).toEqual([first?.id, first?.fingerprint]);
});

it.each([
  ['/v1/users', well.newUser, RegisterUser, refuse(RegisterUser, 'users.email-taken'), 409],
  ['/v1/sessions', well.credentials, Authenticate, refuse(Authenticate, 'users.wrong-credentials'), 401],
])('%s is refused', async (url, body, contract, refusal, status) => {
  gateway.bus.answer(contract, () => {
    throw refusal;
  });
  const reply = await post(url, body);
  expect(reply.statusCode).toBe(status);
  expect(reply.json()).toMatchObject({ code: refusal.code, status });
  expect(reply.headers['www-authenticate']).toBe(status === 401 ? 'Bearer' : undefined);
});
