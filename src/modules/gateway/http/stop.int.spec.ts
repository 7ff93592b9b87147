import { once } from 'node:events';
import { Agent, get, type IncomingMessage, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { text } from 'node:stream/consumers';
import { ListProducts } from '#shared/contracts/inventory';
import { AwaitOrder, PlaceOrder } from '#shared/contracts/orders';
import { waitFor } from '#test/wait-for';
import * as well from '../testing/answers.js';
import { gatewayApplication } from '../testing/gateway-application.js';

const WAIT_S = 30;
const GET = 'GET /v1/products HTTP/1.1\r\nHost: x\r\n\r\n';

let gateway: Awaited<ReturnType<typeof gatewayApplication>>;
let port: number;
const sockets: Socket[] = [];
beforeEach(async () => {
  gateway = await gatewayApplication();
  well.allIsWell(gateway.bus);
  await gateway.app.listen(0, '127.0.0.1');
  ({ port } = gateway.app.getHttpServer().address() as AddressInfo);
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await gateway.app.close();
});

/** A client that never closes its connection. */
function client(): { socket: Socket; said: Promise<string> } {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  sockets.push(socket);
  return { socket, said: text(socket) };
}

/** A promise that the spec resolves later. */
function held<T>(contract: Parameters<typeof gateway.bus.answer>[0], answer: T) {
  const asked = Promise.withResolvers<void>();
  const answered = Promise.withResolvers<T>();
  gateway.bus.answer(contract, () => (asked.resolve(), answered.promise));
  return { asked: asked.promise, release: () => answered.resolve(answer) };
}

async function order(): Promise<readonly [head: string, body: string]> {
  const body = JSON.stringify(well.newOrder);
  const token = await gateway.tokenOf(well.ada);
  const head = [
    'POST /v1/orders HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nIdempotency-Key: k',
    `Authorization: Bearer ${token}\r\nContent-Length: ${body.length}`,
  ];
  return [`${head.join('\r\n')}\r\n\r\n`, body];
}

/** Blocks the event loop, so that it reads nothing meanwhile, as on a machine that is too busy. */
const standStill = (ms: number): void => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
const answersIn = (said: string): string[] => said.split(/HTTP\/1.1 /).slice(1);

it.each(['head', 'body'])(
  'a %s of which the rest never comes is answered 503 and does not hold the stop',
  async (part) => {
    const { socket, said } = client();
    const [head, body] = await order();
    socket.write(part === 'head' ? head.slice(0, 60) : head + body.slice(0, 10));
    await gateway.app.close();
    const answer = await said;
    expect(answer).toMatch(/^HTTP\/1.1 503 .*\r\nconnection: close\r\n.*retry-after: 1\r\n.*"request.not-received"/is);
  },
);

it('what was answered 503 is not carried out when the rest comes after all', async () => {
  const { socket, said } = client();
  const [head, body] = await order();
  socket.write(head + body.slice(0, 10));
  const closed = gateway.app.close();
  expect(await said).toMatch(/^HTTP\/1.1 503 /);
  socket.write(body.slice(10));
  await closed;
  expect(gateway.bus.asked).toEqual([]);
});

it('the rest of a request that comes meanwhile is waited for', async () => {
  const { socket, said } = client();
  const [head, body] = await order();
  socket.write(head + body.slice(0, 10));
  const closed = gateway.app.close();
  const server = gateway.app.getHttpServer() as Server;
  await waitFor(async () => (server.listening ? 'it still listens' : undefined));
  socket.write(body.slice(10));
  expect(await said).toMatch(/^HTTP\/1.1 202 .*connection: close/is);
  await closed;
  expect(gateway.bus.asked.map(({ name }) => name)).toEqual([PlaceOrder.contract.name]);
});

it('a request that came on an idle connection while the stopping process stood still is answered', async () => {
  const { socket, said } = client();
  socket.write(GET);
  await once(socket, 'readable');
  const closed = gateway.app.close();
  const server = gateway.app.getHttpServer() as Server;
  await waitFor(async () => (server.listening ? 'it still listens' : undefined));
  await turn(); // after this phase of the event loop timers are due before sockets are read
  socket.write(GET);
  standStill(1_700); // longer than an idle connection stays open
  await closed;
  expect(answersIn(await said)).toHaveLength(2);
});

it('requests that were sent in a row are all answered, and the last answer asks to leave', async () => {
  const { asked, release } = held(ListProducts, { data: [well.mug], page: { next: null, hasMore: false } });
  const { socket, said } = client();
  socket.write(GET + GET + GET);
  await asked;
  const closed = gateway.app.close();
  const server = gateway.app.getHttpServer() as Server;
  await waitFor(async () => (server.listening ? 'it still listens' : undefined));
  release();
  const answers = answersIn(await said);
  expect(answers.map((answer) => [answer.slice(0, 3), /connection: close/i.test(answer)])).toEqual([
    ['200', false],
    ['200', false],
    ['200', true],
  ]);
  await closed;
});

it('an idle connection is closed in order, and is not waited for', async () => {
  const { socket, said } = client();
  socket.write(GET);
  await once(socket, 'readable');
  await gateway.app.close();
  expect(answersIn(await said)).toHaveLength(1); // it would throw if the connection had been reset
});

it('a request that had arrived and was not read yet is answered, since closing its idle connection would lose it', async () => {
  const { socket, said } = client();
  socket.write(GET);
  await once(socket, 'readable'); // from here on the connection is idle
  socket.write(GET);
  await gateway.app.close();
  const [first, second] = answersIn(await said);
  expect(first).toMatch(/^200 OK\r\n/);
  expect(second).toMatch(/^200 OK\r\n/);
  expect(second!.toLowerCase()).toContain('connection: close');
});

it('somebody who does not read his answer does not hold it', async () => {
  gateway.bus.answer(ListProducts, { data: [{ ...well.mug, name: 'x'.repeat(20_000_000) }], page: {} });
  const { socket } = client();
  socket.pause().write(GET);
  await waitFor(async () => (gateway.bus.asked.length ? undefined : 'nothing is asked'));
  await gateway.app.close();
});

it('clients who ask one thing after the other are never cut off', async () => {
  const agent = new Agent({ keepAlive: true });
  let answered = 0;
  /** Sends requests until one gets no answer, and returns the error of that one. */
  const clients = Array.from({ length: 20 }, async () => {
    for (;;) {
      try {
        const [answer] = (await once(get({ port, agent, path: '/v1/products' }), 'response')) as [IncomingMessage];
        await text(answer);
        answered++;
      } catch (error) {
        return (error as Error).message;
      }
    }
  });
  await waitFor(async () => (answered > 200 ? undefined : `${answered} answers`));
  await gateway.app.close();
  const errors = await Promise.all(clients); // before destroy(), which would end a request that still looks up its host, as a hang up
  agent.destroy();
  expect(new Set(errors)).toEqual(new Set([`connect ECONNREFUSED 127.0.0.1:${port}`]));
});

it('those who wait for their order are answered at once', async () => {
  const { asked } = held(AwaitOrder, undefined);
  const waiting = fetch(`http://127.0.0.1:${port}/v1/orders`, {
    method: 'POST',
    body: JSON.stringify(well.newOrder),
    headers: {
      authorization: `Bearer ${await gateway.tokenOf(well.ada)}`,
      'content-type': 'application/json',
      'idempotency-key': 'key',
      prefer: `wait=${WAIT_S}`,
    },
  });
  await asked;
  const closed = gateway.app.close();
  const reply = await waiting;
  expect([reply.status, await reply.json()]).toEqual([202, well.placed]);
  await closed;
});
