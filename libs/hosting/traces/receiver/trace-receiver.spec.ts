import { once } from 'node:events';
import { request as ask } from 'node:http';
import { connect } from 'node:net';
import { json } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { waitFor } from '#test/wait-for';
import { otlpOf, spansIn } from '../index.js';
import { emittedBy, spanLike } from '../traces.fixtures.js';
import { TraceReceiver } from './index.js';

let receiver: TraceReceiver;
const open = async (limits: Parameters<typeof TraceReceiver.open>[1] = {}) => {
  receiver = await TraceReceiver.open(undefined, limits);
};
afterEach(() => receiver.stop());

const span = spanLike({ name: 'create', key: 'order' });
const body = JSON.stringify(otlpOf(emittedBy('orders-1', span)));
const headers = (more: Record<string, string> = {}) => ({
  authorization: `Bearer ${receiver.token}`,
  'content-type': 'application/json',
  ...more,
});
const send = (given: RequestInit = {}) =>
  fetch(`${receiver.url}/v1/traces`, { method: 'POST', headers: headers(), body, ...given });
const read = (path = '/traces?key=order') => fetch(`${receiver.url}${path}`, { headers: headers() });
const connected = () => promisify<number>((done) => receiver['server'].getConnections(done))();
const portOf = () => Number(new URL(receiver.url).port);
const refusal = async (answer: Response) => [answer.status, ((await answer.json()) as { code: string }).code];

it('takes spans, and gives those of a key', async () => {
  await open();
  expect(await (await send()).json()).toEqual({});
  const { emitted } = spansIn(await (await read()).json());
  expect(emitted.map(({ span: { spanId } }) => spanId)).toEqual([span.spanId]);
});

it('says how many spans it did not take', async () => {
  await open();
  const half = JSON.stringify(otlpOf(emittedBy('orders-1', span, { ...span, traceId: 'none' })));
  const answer = await send({ body: half });
  expect(await answer.json()).toMatchObject({ partialSuccess: { rejectedSpans: 1 } });
  expect(spansIn(await (await read()).json()).emitted).toHaveLength(1);
});

it.each([
  ['without the token', {}],
  ['with another token', { authorization: 'Bearer x' }],
])('serves nobody %s', async (_, given) => {
  await open();
  const told = { 'content-type': 'application/json', ...given };
  expect(await refusal(await send({ headers: told }))).toEqual([401, 'traces.unauthorized']);
  const reading = await fetch(`${receiver.url}/traces?key=order`, { headers: told });
  expect(await refusal(reading)).toEqual([401, 'traces.unauthorized']);
});

it.each([
  ['what is not JSON', { body: '{' }, [400, 'traces.invalid']],
  ['what is not OTLP', { body: '[]' }, [400, 'traces.invalid']],
  ['another method', { method: 'PUT' }, [405, 'traces.method']],
])('refuses %s', async (_, given, told) => {
  await open();
  expect(await refusal(await send(given))).toEqual(told);
  expect((await send()).ok).toBe(true);
});

it.each([
  ['content-type', 'application/x-protobuf'],
  ['content-encoding', 'gzip'],
])('refuses %s %s', async (name, value) => {
  await open();
  expect(await refusal(await send({ headers: headers({ [name]: value }) }))).toEqual([415, 'traces.unsupported']);
});

it.each([
  ['/traces', 400, 'traces.no-key'],
  [`/traces?key=${'x'.repeat(201)}`, 400, 'traces.no-key'],
  ['/v1/traces', 405, 'traces.method'],
  ['/', 404, 'traces.no-such-path'],
])('has nothing to read at %s', async (path, status, code) => {
  await open();
  expect(await refusal(await read(path))).toEqual([status, code]);
});

it('refuses an export that is too large, also one that does not say how large it is', async () => {
  await open({ body: 1_000 });
  const large = 'x'.repeat(2_000);
  expect(await refusal(await send({ body: large }))).toEqual([413, 'traces.too-large']);
  const chunked = ask(`${receiver.url}/v1/traces`, { method: 'POST', headers: headers() }).on('error', () => undefined);
  chunked.write(large);
  const [answer] = await once(chunked, 'response');
  expect(await json(answer)).toMatchObject({ status: 413, code: 'traces.too-large' });
});

it('reads only so many exports at the same time', async () => {
  await open({ exports: 1 });
  const begun = { method: 'POST', headers: headers({ expect: '100-continue' }) };
  const slow = ask(`${receiver.url}/v1/traces`, begun).on('error', () => undefined);
  slow.flushHeaders();
  await once(slow, 'continue');
  const busy = await send();
  expect([await refusal(busy), busy.headers.get('retry-after')]).toEqual([[503, 'traces.busy'], '1']);
  slow.destroy();
});

it('closes a connection more than it serves', async () => {
  await open({ connections: 1 });
  const first = connect(portOf(), '127.0.0.1');
  await once(first, 'connect');
  const second = connect(portOf(), '127.0.0.1').on('error', () => undefined);
  await once(second, 'close');
  first.destroy();
});

it('does not wait for somebody who does not read', async () => {
  await open({ unreadMs: 50 });
  const large = { note: 'x'.repeat(16_384) };
  const root = spanLike({ key: 'order' });
  receiver.store.add(
    emittedBy('orders-1', root, ...Array.from({ length: 1_900 }, () => spanLike({ parent: root, attributes: large }))),
  );
  const deaf = connect(portOf(), '127.0.0.1').on('error', () => undefined);
  deaf.pause().write(`GET /traces?key=order HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${receiver.token}\r\n\r\n`);
  await once(deaf, 'connect');
  await waitFor(async () => ((await connected()) ? 'it is still connected' : undefined));
  deaf.destroy();
});

it('does not wait for a request that does not arrive', async () => {
  await open({ requestMs: 50 });
  const slow = connect(portOf(), '127.0.0.1');
  slow.write('POST /v1/traces HTTP/1.1\r\nhost: x\r\n');
  slow.setEncoding('utf8');
  const [answer] = await once(slow, 'data');
  expect(answer).toMatch(/^HTTP\/1\.1 408 /);
  slow.destroy();
});
