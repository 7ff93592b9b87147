import { Controller, Get, Module } from '@nestjs/common';
import { once } from 'node:events';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { HealthModule } from '../health/health.module.js';
import { Readiness } from '../health/readiness.js';
import { ScrapedMetrics } from '#test/scraped-metrics';
import { httpApp } from './http-app.js';

/** More than the kernel takes for a client that does not read. */
const LARGE = 'x'.repeat(6 * 1024 * 1024);
const MOST = 40 * 1024 * 1024;
const LIMITS = { keepAliveMs: 60_000, requestMs: 10_000, connections: 100, answerMs: 30_000, unreadBytes: MOST };

@Controller()
class Answers {
  @Get('large')
  large() {
    return LARGE;
  }
  @Get('livez')
  small() {
    return 'small';
  }
}

@Module({ controllers: [Answers] })
class AnswersModule {}

const readiness = new Readiness();
readiness.serve([{ name: 'neighbour', reason: () => LARGE }]);
const PORTS = [
  ['the API', AnswersModule, '/large'],
  ['the management port', HealthModule.for(readiness), '/health'],
] as const;

let stop: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of stop) await end();
  stop = [];
});

/** A server, and what it holds for its clients, as Node itself counts it. */
async function serve(module: (typeof PORTS)[number][1], limits: Partial<typeof LIMITS> = {}) {
  const { app, connections } = await httpApp({
    module,
    logger: false,
    limits: { ...LIMITS, ...limits },
    farewellMs: 0,
  });
  const server = app.getHttpServer() as Server;
  const sockets = new Set<Socket>();
  const answers = new Set<ServerResponse>();
  server.on('connection', (socket: Socket) => sockets.add(socket));
  server.on('request', (_: IncomingMessage, answer: ServerResponse) => answers.add(answer));
  await app.listen(0, '127.0.0.1');
  stop.unshift(() => app.close());
  const held = (): number => {
    let sum = 0;
    for (const { writableLength } of sockets) sum += writableLength;
    for (const { socket, writableLength } of answers) sum += socket ? 0 : writableLength;
    return sum;
  };
  return { connections, sockets, answers, held, port: (server.address() as AddressInfo).port };
}

/** A client that asks so many times at once; what comes back stays where it is until somebody reads it. */
async function ask(port: number, path: string, times: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1').on('error', () => undefined);
  stop.unshift(async () => void socket.destroy());
  await once(socket, 'connect');
  socket.pause();
  socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`.repeat(times));
  return socket;
}

describe.each(PORTS)('clients of %s that never read', (_, module, path) => {
  it('hold no more than the limit, and others are served meanwhile', async () => {
    const { port, held, sockets, answers, connections } = await serve(module);
    for (let i = 0; i < 40; i++) await ask(port, path, 5);
    let peak = 0;
    while (answers.size < 40 || [...sockets].filter(({ destroyed }) => destroyed).length < 20) {
      peak = Math.max(peak, held());
      if (peak > MOST) break;
      await turn();
    }
    expect(peak).toBeLessThanOrEqual(MOST);
    expect(connections.unreadBytes).toBeGreaterThan(0);
    expect((await fetch(`http://127.0.0.1:${port}/livez`)).status).toBe(200);
  });

  it('are cut when the time to read an answer is over', async () => {
    const metrics = await ScrapedMetrics.start();
    stop.unshift(() => metrics.end());
    const { port, sockets, answers, held, connections } = await serve(module, { answerMs: 100 });
    for (let i = 0; i < 3; i++) await ask(port, path, 5);
    while (answers.size < 3) await turn();
    await Promise.all([...sockets].filter((one) => !one.destroyed).map((one) => once(one, 'close')));
    expect([held(), connections.unreadBytes]).toEqual([0, 0]);
    expect((await metrics.read()).sum('cleave_http_answers_cut_total')).toBe(3);
  });
});

it('a client that reads slowly but steadily gets every answer, in order', async () => {
  const { port } = await serve(AnswersModule);
  const socket = await ask(port, '/large', 2);
  socket.write('GET /livez HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
  const chunks: Buffer[] = [];
  for await (const chunk of socket) {
    chunks.push(chunk as Buffer);
    await turn();
  }
  const answers = Buffer.concat(chunks).toString('latin1').split('HTTP/1.1 200 OK').slice(1);
  const bodies = answers.map((answer) => answer.split('\r\n\r\n')[1]);
  expect(bodies.map((body) => body?.length)).toEqual([LARGE.length, LARGE.length, 5]);
});

it('a client that sends more than 100 requests ahead is cut', async () => {
  const { port, sockets, held } = await serve(AnswersModule);
  const socket = await ask(port, '/livez', 102);
  await once(socket.resume(), 'close');
  expect([...sockets].every(({ destroyed }) => destroyed)).toBe(true);
  expect(held()).toBe(0);
});

it('100 requests that are sent ahead are answered', async () => {
  const { port, answers } = await serve(AnswersModule);
  const socket = await ask(port, '/livez', 101);
  let text = '';
  for await (const chunk of socket) {
    text += String(chunk);
    if (text.split('small').length > 101) break;
  }
  expect(answers.size).toBe(101);
});
