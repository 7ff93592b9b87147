import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { Program } from '#test/program';
import { PROVIDER_KEY, ProviderProcess } from '#test/payment-provider';
import { waitFor } from '#test/wait-for';

const CONNECTIONS = 20;

let provider: ProviderProcess;
const sockets: Socket[] = [];
beforeAll(async () => {
  provider = await ProviderProcess.start({
    CLEAVE_PAYMENT_PROVIDER_ARRIVAL_MS: '400',
    CLEAVE_PAYMENT_PROVIDER_MAX_CONNECTIONS: String(CONNECTIONS),
    CLEAVE_PAYMENT_PROVIDER_MOST_INTENTS: '2',
  });
});
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
});
afterAll(() => provider.discard());

/** A client that says this and then nothing more; what it is told until it is hung up on. */
async function toldTo(text: string): Promise<string> {
  const socket = await connected();
  let told = '';
  socket.on('data', (chunk) => (told += String(chunk)));
  socket.write(text);
  if (!socket.closed) await once(socket, 'close');
  return told;
}
async function connected(): Promise<Socket> {
  const socket = connect(provider.port, '127.0.0.1').on('error', () => undefined);
  sockets.push(socket);
  await once(socket, 'connect');
  return socket;
}

it.each([
  ['no key', {}],
  ['another key', { authorization: `Bearer ${PROVIDER_KEY}0` }],
  ['the key without its scheme', { authorization: PROVIDER_KEY }],
])('lets nobody in with %s', async (_, headers) => {
  const answer = await fetch(`${provider.url}/v1/events`, { headers });
  expect([answer.status, await answer.json()]).toMatchObject([401, { error: { type: 'invalid_request_error' } }]);
});

it('says 401 before it reads a body', async () => {
  const answer = await fetch(`${provider.url}/v1/refunds`, { method: 'POST', body: 'x'.repeat(1_000_000) }).catch(
    () => undefined,
  );
  if (answer) expect(answer.status).toBe(401); // or the connection was ended while the body was still sent
  expect((await provider.get('/v1/events')).status).toBe(200);
});

it('takes no body beyond 64 KiB, whether its length is said or not', async () => {
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const head = `POST /v1/refunds HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${PROVIDER_KEY}\r\ncontent-type: ${form['content-type']}\r\n`;
  expect(await toldTo(`${head}content-length: 65537\r\n\r\n`)).toMatch(/^HTTP\/1.1 413 [^]*body_too_large/);
  const chunk = `8000\r\n${'a'.repeat(0x8000)}\r\n`;
  expect(await toldTo(`${head}transfer-encoding: chunked\r\n\r\n${chunk.repeat(3)}`)).toMatch(/^HTTP\/1.1 413 /);
});

it('takes forms only', async () => {
  const headers = { 'content-type': 'application/json' };
  expect(await provider.send('/v1/refunds', { method: 'POST', body: '{}', headers })).toMatchObject({ status: 415 });
});

it('hangs up on a client that does not finish its request, its headers as its body', async () => {
  expect(await toldTo('GET /v1/events HTTP/1.1\r\nhost: x\r\n')).toMatch(/^HTTP\/1.1 408 /);
  const head = `POST /v1/refunds HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${PROVIDER_KEY}\r\ncontent-length: 10\r\n\r\na`;
  expect(await toldTo(head)).toMatch(/^HTTP\/1.1 408 /);
});

it('refuses headers that are too long, and what is no HTTP', async () => {
  expect(await toldTo(`GET / HTTP/1.1\r\nhost: x\r\nx: ${'a'.repeat(20_000)}\r\n\r\n`)).toMatch(/^HTTP\/1.1 431 /);
  expect(await toldTo('hello\r\n\r\n')).toMatch(/^HTTP\/1.1 400 /);
});

it('has so many connections at once and no more, and serves when they are gone', async () => {
  const all = await Promise.all(Array.from({ length: CONNECTIONS + 5 }, connected));
  await waitFor(async () => (all.filter(({ closed }) => closed).length >= 5 ? undefined : 'more are open than may be'));
  for (const socket of all) socket.destroy();
  await waitFor(async () => void (await provider.get('/v1/events')));
});

it('has so many payment intents and no more', async () => {
  const create = () => provider.post('/v1/payment_intents', { amount: 1, currency: 'eur' });
  expect([(await create()).status, (await create()).status]).toEqual([200, 200]);
  expect(await create()).toMatchObject({ status: 503, body: { error: { type: 'api_error' } } });
});

it.each([
  ['without a key', { CLEAVE_PAYMENT_PROVIDER_KEY: '' }, 'CLEAVE_PAYMENT_PROVIDER_KEY is missing'],
  ['with a live key', { CLEAVE_PAYMENT_PROVIDER_KEY: 'sk_live_0123456789' }, 'must begin with sk_test_'],
  ['on a ledger that is in use', { CLEAVE_PAYMENT_PROVIDER_PORT: '0' }, 'writes to the ledger'],
  [
    'that posts unsigned',
    { CLEAVE_PAYMENT_PROVIDER_WEBHOOK_URL: 'http://127.0.0.1:1/' },
    'CLEAVE_PAYMENT_PROVIDER_WEBHOOK_SECRET is missing',
  ],
])('does not start %s, and says why', async (_, settings, why) => {
  const program = Program.start('payment-provider', [], { ...provider.env, ...settings });
  expect(await program.end()).toBe(1);
  expect(program.output).toContain(why);
  expect(program.output).not.toContain(PROVIDER_KEY);
});
