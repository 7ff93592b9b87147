import type { TracedSpan } from '#libs/hosting/traces';
import { day, clock } from '../times.js';
import { tracesOf } from './span-tree.js';
import { message, processing, span } from './trace.fixtures.js';
import { traceText } from './trace-text.js';

const told = (spans: readonly TracedSpan[], options = {}): string[] =>
  traceText('order', tracesOf('order', spans), options).split('\n');
/** Without the heads, times to the right. */
const tree = (spans: readonly TracedSpan[]): string[] =>
  told(spans)
    .slice(3)
    .filter((line) => /^ *\+/.test(line));

const door = span('POST /v2/orders', [0, 20], {
  kind: 'server',
  process: 'gateway-1',
  attributes: { 'http.response.status_code': 201 },
});
const call = span('orders.place-order.v1', [1, 9], { parent: door, kind: 'client' });
const server = span('orders.place-order.v1', [2, 8], {
  parent: call,
  kind: 'server',
  process: 'orders-1',
  attributes: { 'cleave.context': 'orders' },
});
const reserve = message('inventory.reserve-stock.v1', [4, 7], [12, 15], 'inventory', { parent: server });
const order = [door, call, server, reserve.create, reserve.process];

it('draws one tree of requests and messages, each once, with times, places and outcomes', () => {
  const start = new Date(door.start);
  expect(told(order)).toEqual([
    'Order order',
    '',
    `Trace ${door.traceId}: ${day(start)} ${clock(start)}, 20 ms, 5 spans of gateway-1, orders-1, inventory-1`,
    ' +0 ms  20 ms  gateway-1    POST /v2/orders, 201',
    ' +1 ms   8 ms  orders-1     └ orders.place-order.v1',
    '+12 ms   3 ms  inventory-1    └ inventory.reserve-stock.v1',
    '',
    '--details shows every span with its attributes; --json shows all for programs, as OTLP.',
  ]);
});

it('says the context, and the process where it has another name', () => {
  const rest = { process: 'rest-2' };
  expect(tree([...order, processing(reserve.create, [30, 31], 'users', rest)]).at(-1)).toContain('users in rest-2');
  const one = order.map((given) => ({ ...given, process: 'monolith-1' }));
  expect(tree(one).map((line) => line.slice(15, 26).trim())).toEqual(['monolith-1', 'orders', 'inventory']);
});

it('shows a wait, a repetition, and a failure that is not final', () => {
  const late = processing(reserve.create, [4_207, 4_210], 'inventory', {
    attributes: { 'cleave.sends': 2, 'cleave.failures': 1 },
    events: [{ name: 'failed', at: 4_208, attributes: { code: 'database.away', message: 'no \u001b[31mdatabase' } }],
  });
  expect(tree([door, call, server, reserve.create, late]).slice(2)).toEqual([
    '+4207 ms   3 ms  inventory-1    └ inventory.reserve-stock.v1, 4.2 s after it was sent, sent 2 times, had failed once',
    '+4208 ms                            · failed database.away no  [31mdatabase',
  ]);
});

it('shows both ends of a message that was processed twice, and one that nobody has processed', () => {
  const again = processing(reserve.create, [900, 901], 'inventory', {
    attributes: { 'cleave.sends': 2 },
  });
  expect(tree([...order, again]).map((line) => line.slice(29))).toEqual([
    'POST /v2/orders, 201',
    '└ orders.place-order.v1',
    '  └ create inventory.reserve-stock.v1',
    '    ├ process inventory.reserve-stock.v1',
    '    └ process inventory.reserve-stock.v1, 893 ms after it was sent, sent 2 times',
  ]);
  const waiting = { ...reserve.create, attributes: { ...reserve.create.attributes, 'cleave.receiver': 'inventory' } };
  expect(tree([door, call, server, waiting]).at(-1)).toMatch(/└ create inventory\S+, not processed by inventory$/);
});

it('marks what has failed for good', () => {
  const failed = { failure: 'the card is worn', attributes: { 'error.type': 'payment.refused' } };
  const charge = span('charge', [13, 14], { parent: reserve.process, kind: 'client', ...failed });
  expect(tree([...order, charge]).at(-1)).toMatch(/└ charge {2}✗ payment\.refused: the card is worn$/);
});

it('says where spans are missing, and begins further traces with the time since the first', () => {
  const attributes = { 'cleave.waited_ms': 1_700 };
  const lost = span('process lost', [50, 60], { parent: { ...reserve.process, spanId: 'f'.repeat(16) }, attributes });
  const later = span('process later', [180_000, 180_001], { links: [door], attributes: { 'cleave.key': 'order' } });
  const text = told([...order, lost, later]);
  expect(text.find((line) => line.includes('not received'))?.trim()).toBe(
    'The span above the next one was not received:',
  );
  expect(text).toContainEqual(expect.stringMatching(/ process lost, 1\.7 s after it was sent$/));
  expect(text).toContainEqual(
    `Trace ${later.traceId}, continues ${door.traceId}: 3 min after the first, 1 ms, 1 span of orders-1`,
  );
});

it('leaves out what belongs to other orders, and a copy of a repeated export', () => {
  const other = span('of another', [0, 1], { attributes: { 'cleave.key': 'another' } });
  expect(told([other, ...order, ...order])).toEqual(told(order));
});

const frame = span('send inventory', [8, 14], {
  links: [reserve.create, door],
  attributes: { 'messaging.operation.name': 'send' },
});

it('counts what served several messages together', () => {
  const flight = span('BATCH cleave_inventory', [9, 13], {
    parent: frame,
    attributes: { 'db.system.name': 'postgresql' },
  });
  expect(told([...order, frame, flight]).at(-2)).toBe(
    'In traces of their own, with links to these: 1 × postgresql (up to 4 ms), 1 × send (up to 6 ms).',
  );
});

it('shows every span with its attributes and links on demand', () => {
  const text = told([...order, frame], { details: true }).join('\n');
  for (const { spanId } of order) expect(text).toContain(`· span: ${spanId}`);
  expect(text).toContain('· messaging.consumer.group.name: inventory');
  expect(text).toContain(`· ↔ send inventory, 6 ms in orders-1, with 1 other: trace ${frame.traceId}`);
});

it('has no line that is wider than the terminal', () => {
  const lines = told([...order, frame], { details: true, width: 60 });
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(60);
});
