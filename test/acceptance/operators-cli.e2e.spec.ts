import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { cleaveCommand } from '#test/cleave-command';

/** What a gateway answers, by path. */
const ANSWERS: Readonly<Record<string, readonly [status: number, body: object]>> = {
  '/v1/sessions': [201, { accessToken: 't' }],
  '/v1/ops/lag': [200, { contexts: [], missing: ['payments', 'orders'] }],
  '/v1/ops/orders/x/story': [
    400,
    { code: 'request.invalid', detail: 'Not valid.', errors: [{ pointer: '/id', detail: 'Invalid UUID' }] },
  ],
  '/v1/ops/dead-letters/payments/x?body=false': [503, { code: 'context.unavailable' }],
};

let server: Server;
let url: string;
beforeAll(async () => {
  server = createServer((request, response) => {
    const [status, body] = ANSWERS[request.url!]!;
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

const operator = { email: 'ops@example.org', password: 'correct horse' };

it.each([
  ['contexts that do not answer are named', ['lag'], 3, 'no answer from payments, orders'],
  ['what is not valid is told', ['order', 'story', 'x'], 2, '/id: Invalid UUID (400 request.invalid)'],
  ['a context that is away is told', ['dlq', 'show', 'payments', 'x'], 3, '503 context.unavailable'],
  ['a reason is needed', ['dlq', 'discard', 'orders', 'x'], 2, "required option '--reason <text>' not specified"],
  ['a system is needed', ['lag', '--url', 'http://127.0.0.1:1'], 3, 'Nothing answers at http://127.0.0.1:1'],
])('%s', async (_, args, code, stderr) => {
  const ended = await cleaveCommand({ url, operator }, args);
  expect([ended.code, ended.stderr]).toEqual([code, expect.stringContaining(stderr)]);
});

it('programs get all of what is known, too', async () => {
  const { code, stdout } = await cleaveCommand({ url, operator }, ['lag', '--json']);
  expect([code, JSON.parse(stdout)]).toEqual([3, ANSWERS['/v1/ops/lag']![1]]);
});

it('help has examples', async () => {
  const { code, stdout } = await cleaveCommand({ url, operator }, ['dlq', 'redrive', '--help']);
  expect([code, stdout]).toEqual([0, expect.stringContaining('cleave dlq redrive orders')]);
});
