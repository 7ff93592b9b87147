import { once } from 'node:events';
import type { Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { messagingError } from '#libs/messaging';
import { refuse } from '#libs/messaging/contract';
import { OrderChanges, OrderVersions } from '#shared/contracts/orders';
import { waitFor } from '#test/wait-for';
import { MOST_OF_A_USER, OpenStreams } from '../live/open-streams.js';
import { OrderNews } from '../live/order-news.js';
import * as well from '../testing/answers.js';
import { gatewayApplication } from '../testing/gateway-application.js';

const [placed, confirmed] = well.changes.changes;
const PATH = `/v1/orders/${well.orderId}/events`;

let gateway: Awaited<ReturnType<typeof gatewayApplication>>;
let url: string;
let authorization: string;
/** How many changes the order has; the second is its last. */
let version: number;
const clients: AbortController[] = [];

async function open(): Promise<void> {
  gateway = await gatewayApplication();
  await gateway.app.listen(0, '127.0.0.1');
  const { port } = gateway.app.getHttpServer().address() as AddressInfo;
  url = `http://127.0.0.1:${port}`;
  authorization = `Bearer ${await gateway.tokenOf(well.ada)}`;
  answers();
}
beforeAll(open);
afterAll(() => gateway.app.close());
beforeEach(() => answers());
afterEach(async () => {
  for (const client of clients.splice(0)) client.abort();
  await waitFor(async () => (streams().size || news().size ? 'a stream is open' : undefined));
});

function answers(): void {
  version = 1;
  gateway.bus.answer(OrderChanges, ({ message }: { message: OrderChanges }) => {
    if (message.after > version) throw refuse(OrderChanges, 'orders.unknown-version');
    return { changes: well.changes.changes.slice(message.after, version), isLast: version === 2 };
  });
  gateway.bus.answer(OrderVersions, ({ message: { ids } }: { message: OrderVersions }) => ({
    versions: ids.map((id) => ({ id, version })),
  }));
}

function watch(headers: Record<string, string> = {}, path = PATH): Promise<Response> {
  const client = new AbortController();
  clients.push(client);
  return fetch(url + path, { headers: { authorization, ...headers }, signal: client.signal });
}
/** Reads until the text has this in it, and leaves the stream open. */
async function readUntil(reply: Response, wanted: string): Promise<string> {
  const reader = reply.body!.pipeThrough(new TextDecoderStream()).getReader();
  let read = '';
  while (!read.includes(wanted)) {
    const { value, done } = await reader.read();
    if (done) break;
    read += value;
  }
  return read;
}
const eventsIn = (read: string) =>
  [...read.matchAll(/^id: (\d+)\nevent: (\w+)\ndata: (.+)\n\n/gm)].map(([, id, name, data]) => ({
    id: Number(id),
    name,
    data: JSON.parse(data!) as object,
  }));
const first = { id: 1, name: 'placed', data: placed };
const last = { id: 2, name: 'confirmed', data: confirmed };
const news = () => gateway.app.get(OrderNews);
const streams = () => gateway.app.get(OpenStreams);
const isWaiting = () => waitFor(async () => (news().size ? undefined : 'no stream waits'));

describe('the changes of an order', () => {
  it('come from the first one on, each once and as it happens, and the last one ends the stream', async () => {
    const reply = await watch();
    expect(reply.status).toBe(200);
    await isWaiting();
    version = 2;
    const read = await reply.text();
    expect(read).toMatch(/^retry: \d+\n\n/);
    expect(eventsIn(read)).toEqual([first, last]);
    expect(Object.fromEntries(reply.headers)).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
      'x-content-type-options': 'nosniff',
    });
  });

  it('go on after the last one that was seen, under both versions', async () => {
    version = 2;
    for (const path of [PATH, PATH.replace('v1', 'v2')])
      expect(eventsIn(await (await watch({ 'last-event-id': '1' }, path)).text())).toEqual([last]);
  });

  it('are over for whoever has seen them all: 204 ends the connecting again', async () => {
    version = 2;
    const reply = await watch({ 'last-event-id': '2' });
    expect([reply.status, await reply.text()]).toEqual([204, '']);
  });

  it('are asked for in the name of the caller', async () => {
    version = 2;
    await (await watch()).text();
    expect(gateway.bus.last).toMatchObject({ message: { id: well.orderId, after: 0 }, caller: well.ada });
  });

  it.each([
    ['not-a-number', 'request.invalid-last-event-id'],
    ['', 'request.invalid-last-event-id'],
    ['01', 'request.invalid-last-event-id'],
    ['-1', 'request.invalid-last-event-id'],
    ['1e1', 'request.invalid-last-event-id'],
    ['9', 'orders.unknown-version'],
  ])('after the id %j are refused: %s', async (id, code) => {
    const reply = await watch({ 'last-event-id': id });
    expect([reply.status, ((await reply.json()) as { code: string }).code]).toEqual([400, code]);
    expect(streams().size).toBe(0);
  });

  it("of another's order are those of none", async () => {
    gateway.bus.answer(OrderChanges, () => {
      throw refuse(OrderChanges, 'orders.not-found');
    });
    const reply = await watch();
    expect([reply.status, ((await reply.json()) as { code: string }).code]).toEqual([404, 'orders.not-found']);
  });

  it('are a 503 while orders is away at the beginning', async () => {
    gateway.bus.answer(OrderChanges, () => {
      throw messagingError('context.unavailable', 'gone');
    });
    const reply = await watch();
    expect([reply.status, reply.headers.get('retry-after')]).toEqual([503, '1']);
    await reply.text();
    await waitFor(async () => (streams().size ? 'a stream is counted' : undefined));
  });

  it('are told after all when orders was away meanwhile', async () => {
    const reply = await watch();
    let failures = 0;
    gateway.bus.answer(OrderVersions, () => {
      if (failures++ < 2) throw messagingError('context.unavailable', 'gone');
      return { versions: [{ id: well.orderId, version: (version = 2) }] };
    });
    expect(eventsIn(await reply.text())).toEqual([first, last]);
    expect(failures).toBe(3);
  });
});

describe('a stream', () => {
  it('is one of ten of its user, and others are not touched', async () => {
    const replies = await Promise.all(Array.from({ length: MOST_OF_A_USER }, () => watch()));
    const refused = await watch();
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '5']);
    expect(await refused.json()).toMatchObject({ code: 'live.too-many-streams' });
    const another = await watch({ authorization: `Bearer ${await gateway.tokenOf(well.oscar)}` });
    expect(another.status).toBe(200);
    expect(streams().size).toBe(MOST_OF_A_USER + 1);
    clients[0]!.abort();
    await waitFor(async () => (streams().size > MOST_OF_A_USER ? 'the place is not free' : undefined));
    expect((await watch()).status).toBe(200);
    expect(replies.map(({ status }) => status)).toEqual(Array(MOST_OF_A_USER).fill(200));
  });

  it('shares one request with all others', async () => {
    await Promise.all(Array.from({ length: MOST_OF_A_USER }, () => watch()));
    await waitFor(async () => (news().size === MOST_OF_A_USER ? undefined : `${news().size} streams wait`));
    gateway.bus.asked = [];
    await waitFor(async () => (gateway.bus.asked.length ? undefined : 'nothing is asked'));
    expect(gateway.bus.last?.message).toEqual({ ids: [well.orderId] });
  });

  it('of a client that leaves is nothing that anybody waits for', async () => {
    await watch();
    await isWaiting();
    clients[0]!.abort();
    await waitFor(async () => (streams().size || news().size ? 'it waits' : undefined));
  });

  it('of a client that does not read is cut, and releases everything', async () => {
    const long = { ...placed, lines: Array(200_000).fill(well.order.lines[0]) };
    gateway.bus.answerUnchecked(OrderChanges, { changes: [long], isLast: false });
    const server = gateway.app.getHttpServer() as Server;
    const { timeout } = server;
    server.timeout = 300; // in place of 40 s
    const socket = connect(Number(new URL(url).port), '127.0.0.1').pause();
    socket.write(`GET ${PATH} HTTP/1.1\r\nHost: x\r\nAuthorization: ${authorization}\r\n\r\n`);
    await waitFor(async () => (streams().size ? undefined : 'no stream is open'));
    await waitFor(async () => (streams().size || news().size ? 'it is not cut' : undefined));
    socket.destroy();
    server.timeout = timeout;
  });

  it('asked for by HEAD has no events', async () => {
    const reply = await fetch(url + PATH, { method: 'HEAD', headers: { authorization } });
    expect([reply.status, reply.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8']);
  });
});

describe('a stream of a process that stops', () => {
  afterEach(open);

  it('ends, and its client goes on elsewhere after the last event', async () => {
    const reply = await watch();
    await isWaiting();
    const closed = gateway.app.close();
    expect(eventsIn(await reply.text())).toEqual([first]);
    await closed;
  });

  it('tells what there is when it is opened then, and asks to leave', async () => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    const said = text(socket);
    await once(socket, 'connect');
    const head = `GET ${PATH} HTTP/1.1\r\nHost: x\r\nAuthorization: ${authorization}\r\n`;
    socket.write(head);
    await watch().then((reply) => readUntil(reply, 'placed')); // what was sent before is read
    const closed = gateway.app.close();
    const server = gateway.app.getHttpServer() as Server;
    await waitFor(async () => (server.listening ? 'it still listens' : undefined));
    socket.write('\r\n');
    const answer = await said;
    expect(answer).toMatch(/^HTTP\/1.1 200 .*connection: close/is);
    expect(answer).toContain('event: placed');
    await closed;
  });
});
