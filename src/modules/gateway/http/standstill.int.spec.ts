import { connect, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { PlaceOrder } from '#shared/contracts/orders';
import * as well from '../testing/answers.js';
import { gatewayApplication } from '../testing/gateway-application.js';

const REQUEST_MS = 300;

let gateway: Awaited<ReturnType<typeof gatewayApplication>>;
let port: number;
let head: string;
let body: string;
beforeEach(async () => {
  gateway = await gatewayApplication({ requestMs: REQUEST_MS });
  well.allIsWell(gateway.bus);
  await gateway.app.listen(0, '127.0.0.1');
  ({ port } = gateway.app.getHttpServer().address() as AddressInfo);
  body = JSON.stringify(well.newOrder);
  const token = await gateway.tokenOf(well.ada);
  const lines = [
    'POST /v1/orders HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\nIdempotency-Key: k',
    `Authorization: Bearer ${token}\r\nContent-Length: ${body.length}`,
  ];
  head = `${lines.join('\r\n')}\r\n\r\n`;
});
afterEach(() => gateway.app.close());

const placed = (): string[] => gateway.bus.asked.map(({ name }) => name);
/** Blocks the event loop, so that it reads nothing meanwhile, as in a process stopped by SIGSTOP. */
const standStill = (ms: number): void => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
/** When this request is answered, the server has also read what was sent before on other connections. */
const hasRead = async (): Promise<void> => void (await (await fetch(`http://127.0.0.1:${port}/v1/products`)).text());

it('a request whose rest came while the process stood still is carried out, and not answered 408', async () => {
  const socket = connect(port, '127.0.0.1');
  const said = text(socket);
  socket.write(head + body.slice(0, 10));
  await hasRead();
  gateway.bus.asked = [];
  socket.write(body.slice(10));
  standStill(2 * REQUEST_MS);
  expect(await said).toMatch(/^HTTP\/1.1 202 /);
  expect(placed()).toEqual([PlaceOrder.contract.name]);
});

it('what was answered 408 is not carried out, even when the rest comes then', async () => {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  const said = text(socket);
  socket.write(head + body.slice(0, 10));
  expect(await said).toMatch(/^HTTP\/1.1 408 /);
  socket.write(body.slice(10));
  await hasRead();
  socket.end();
  expect(placed()).not.toContain(PlaceOrder.contract.name);
});

it('a late request does not take the place of the answer to the one before it', async () => {
  const answered = Promise.withResolvers<unknown>();
  gateway.bus.answer(PlaceOrder, () => answered.promise);
  const socket = connect(port, '127.0.0.1');
  const said = text(socket);
  socket.write(head.replace('Connection: close\r\n', '') + body + head + body.slice(0, 10));
  await new Promise<void>((late) => gateway.app.getHttpServer().prependOnceListener('clientError', () => late()));
  for (let turns = 0; turns < 3; turns++) await new Promise((turn) => setImmediate(turn)); // it has been judged
  answered.resolve(well.placed);
  const answers = (await said).split('HTTP/1.1 ').slice(1);
  expect(answers.map((answer) => answer.slice(0, 3))).toEqual(['202']);
  expect(placed()).toEqual([PlaceOrder.contract.name]);
});

it('nor is it carried out after that answer, though its route needs no body', async () => {
  const answered = Promise.withResolvers<unknown>();
  gateway.bus.answer(PlaceOrder, () => answered.promise);
  const socket = connect(port, '127.0.0.1');
  const said = text(socket);
  const begun = 'GET /v1/products HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n';
  socket.write(head.replace('Connection: close\r\n', '') + body + begun);
  await new Promise<void>((late) => gateway.app.getHttpServer().prependOnceListener('clientError', () => late()));
  for (let turns = 0; turns < 3; turns++) await new Promise((turn) => setImmediate(turn)); // it has been judged
  answered.resolve(well.placed);
  await said;
  expect(placed()).toEqual([PlaceOrder.contract.name]);
});
