import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { cleaveCommand } from '#test/cleave-command';

const copy = {
  projection: 'orders',
  store: 'postgres',
  copy: 2,
  state: 'building',
  shape: 1,
  codeShape: 1,
  filled: 500,
  total: 1_000,
  isFilled: false,
  perSecond: 100,
  secondsLeft: 5,
  lagSeconds: 0,
  holder: 'one',
  documents: 500,
};
const page = { ...copy, compared: 2, same: 2, missing: 0, extra: 0, behind: 0, different: 0, named: [], next: 'a' };
const behind = { ...page, same: 1, behind: 1, named: [{ id: 'b', kind: 'behind', copied: 1, true: 2 }], next: null };
const refused = { code: 'orders.copy-not-ready', detail: 'Not yet.' };

/** What a gateway answers, in turn; the last answer is given again. */
const answers = (): Record<string, (readonly [status: number, body: object])[]> => ({
  'POST /v1/sessions': [[201, { accessToken: 't' }]],
  'GET /v1/ops/projections': [
    [200, { data: [copy] }],
    [200, { data: [{ ...copy, filled: 750 }] }],
    [200, { data: [{ ...copy, filled: 1_000, isFilled: true }] }],
  ],
  'POST /v1/ops/projections/orders/rebuild': [[200, copy]],
  'POST /v1/ops/projections/orders/swap': [[409, refused]],
  'POST /v1/ops/projections/orders/drop': [[200, { ...copy, state: 'dropped' }]],
  'GET /v1/ops/projections/orders/comparison?limit=500': [[200, page]],
  'GET /v1/ops/projections/orders/comparison?limit=2&store=postgres': [[200, { ...page, next: null }]],
  'GET /v1/ops/projections/orders/comparison?limit=500&store=postgres&copy=2&after=a': [[200, behind]],
});

let server: Server;
let url: string;
let left = answers();
let bodies: unknown[] = [];
beforeAll(async () => {
  server = createServer((request, response) => {
    const known = left[`${request.method} ${request.url}`];
    const [status, body] = (known && known.length > 1 ? known.shift() : known?.[0]) ?? [500, { code: request.url }];
    void json(request)
      .catch(() => undefined)
      .then((sent) => {
        if (request.method === 'POST') bodies.push(sent);
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());
beforeEach(() => ([left, bodies] = [answers(), []]));

const operator = { email: 'ops@example.org', password: 'correct horse' };
const cleave = (...args: readonly string[]) => cleaveCommand({ url, operator }, ['projection', ...args]);

it.each([
  ['ls', ['ls'], 0, 'orders@postgres     2  building', ''],
  ['ls of what is not there', ['ls', 'orders@mongodb'], 1, '', 'There is no copy of orders in mongodb.'],
  ['ls of no name', ['ls', 'Orders'], 2, '', '"Orders" is no name'],
  ['status', ['status', 'orders'], 0, '500 of 1000, 100/s, 5 s left', ''],
  ['a refused swap', ['swap'], 1, '', 'Not yet. (409 orders.copy-not-ready)'],
  ['drop of nothing', ['drop'], 1, '', 'There is no old copy.'],
  ['drop of a number', ['drop', '--copy', '2'], 0, 'Copy 2 of orders@postgres is given up.', ''],
  ['a page that is too large', ['compare', '--page', '1001'], 2, '', 'from 1 to 1000'],
  ['help', ['compare', '--help'], 0, 'cleave projection compare orders', ''],
])('%s', async (_, args, code, says, complains) =>
  expect(await cleave(...args)).toEqual({
    code,
    stdout: says ? expect.stringContaining(says) : '',
    stderr: complains ? expect.stringContaining(complains) : '',
  }),
);

it('a rebuild is followed until it is filled', async () => {
  const { code, stdout, stderr } = await cleave('rebuild', 'orders@postgres', '--follow');
  expect([code, stdout]).toEqual([0, expect.stringContaining('Copy 2 of orders@postgres is being built.')]);
  expect(stderr.split('\n')).toEqual([
    expect.stringContaining('500 of 1000, 100/s, 5 s left'),
    expect.stringContaining('750 of 1000, 250/s, 1 s left'),
    '',
  ]);
  expect(bodies.at(-1)).toEqual({ store: 'postgres' });
});

it('a comparison goes through all pages of one copy, and exits with 1 when there are differences', async () => {
  const { code, stdout } = await cleave('compare');
  expect([code, stdout]).toEqual([1, expect.stringContaining('of 4 documents 1 behind.\n')]);
  expect(stdout).toMatch(/^b +behind +1 +2$/m);
});

it('of copies that are the same it exits with 0, and programs get the counts', async () => {
  const { code, stdout } = await cleave('compare', 'orders@postgres', '--page', '2', '--json');
  expect([code, JSON.parse(stdout)]).toEqual([0, { ...page, next: null }]);
});
