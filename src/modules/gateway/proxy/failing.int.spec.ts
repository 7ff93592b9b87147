import { once } from 'node:events';
import { Agent, type ClientRequest, request } from 'node:http';
import { connect } from 'node:net';
import { api, ask, deadPort, proxied } from './proxied.fixtures.js';

const { door, service, stopAll } = proxied();

afterEach(stopAll);

const POST = { method: 'POST', body: 'once' };

describe('a service that is not there', () => {
  it('is a 502 that says so, also for a body, and the process lives', async () => {
    const at = await door(api(await deadPort()));
    const asked = Array.from({ length: 10 }, (_, n) => ask(at.port, '/api/x', n % 2 ? POST : {}));
    for (const { status, json } of await Promise.all(asked)) {
      expect([status, json['code']]).toEqual([502, 'upstream.unreachable']);
      expect(json['detail']).toContain('The service behind this path');
    }
    expect((await ask(at.port, '/openapi.json')).status).toBe(200);
  });

  it('is done without, as long as another instance is there', async () => {
    let bodies = '';
    const { port } = await service(
      (request, response) =>
        void (request.on('data', (some) => (bodies += some)), request.on('end', () => response.end('here'))),
    );
    const at = await door(api([await deadPort(), port, await deadPort()]));
    for (let n = 0; n < 6; n++) expect(await ask(at.port, '/api', POST)).toMatchObject({ status: 200, body: 'here' });
    expect(bodies).toBe('once'.repeat(6));
  });

  it('opens the breaker: 503 with Retry-After, and it closes when the service is back', async () => {
    const port = await deadPort();
    const at = await door(api(port));
    while (at.breakers.list()[0]?.state !== 'open') await ask(at.port, '/api');
    const { status, headers, json } = await ask(at.port, '/api');
    expect([status, json['code'], headers['retry-after']]).toEqual([503, 'upstream.unavailable', '1']);
    expect(at.breakers.list()).toMatchObject([{ name: 'gateway to service /api' }]);
  });
});

describe('a service that breaks off', () => {
  it.each([
    ['before its answer', (socket: { destroy(): void }) => socket.destroy()],
    ['with no HTTP', (socket: { end(text: string): void }) => socket.end('HELLO\r\n\r\n')],
    [
      'with an answer that was not asked for',
      (socket: { end(text: string): void }) =>
        socket.end('HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n'),
    ],
  ])('%s is a 502', async (_, breakOff) => {
    const { port } = await service(
      (request) => void request.resume().on('end', () => breakOff(request.socket as never)),
    );
    const at = await door(api(port));
    for (const options of [{}, POST])
      expect((await ask(at.port, '/api', options)).json).toMatchObject({ status: 502, code: 'upstream.broken' });
  });

  it('in its answer ends the connection of the client, who is not told that it was all', async () => {
    const { port } = await service(
      (_, response) =>
        void (
          response.writeHead(200, { 'content-length': 9 }),
          response.write('half'),
          setImmediate(() => response.destroy())
        ),
    );
    const at = await door(api(port));
    await expect(ask(at.port, '/api')).rejects.toThrow('aborted');
    expect((await ask(at.port, '/openapi.json')).status).toBe(200);
  });

  it('on a connection that was used before gets a POST once', async () => {
    let asked = 0;
    const { port } = await service((request, response) => {
      asked++;
      if (request.method === 'GET') response.end('well');
      else request.socket.destroy();
    });
    const at = await door(api(port, 'sockets: 1'));
    for (let n = 1; n <= 5; n++) {
      expect((await ask(at.port, '/api')).status).toBe(200);
      expect((await ask(at.port, '/api', POST)).json).toMatchObject({ code: 'upstream.broken' });
      expect(asked).toBe(2 * n);
    }
  });
});

/** Resolves when the gateway has so many requests more. */
async function came({ app }: Awaited<ReturnType<typeof door>>, count: number): Promise<void> {
  for (; count > 0; count--) await once(app.getHttpServer(), 'request');
}

describe('a slow service', () => {
  const silent = () => service((request) => void request.resume());

  it.each([
    ['firstByte: 50ms', {}],
    ['firstByte: 50ms', POST],
    ['total: 50ms', {}],
  ])('is a 504 after %s', async (limits, options) => {
    const { port, sockets } = await silent();
    const at = await door(api(port, limits));
    expect((await ask(at.port, '/api', options)).json).toMatchObject({ status: 504, code: 'upstream.timeout' });
    while (sockets.size) await once([...sockets][0]!, 'close');
  });

  it('that says nothing more is cut after its idle time', async () => {
    const { port } = await service((_, response) => void response.write('half'));
    const at = await door(api(port, 'idle: 50ms'));
    await expect(ask(at.port, '/api')).rejects.toThrow('aborted');
  });

  it('never holds more than its sockets and its queue: whoever comes then is refused at once', async () => {
    const { port, sockets } = await silent();
    const at = await door(api(port, 'sockets: 2, waiting: 2, connect: 10s'));
    const held = Array.from({ length: 4 }, () =>
      request({ port: at.port, path: '/api', agent: false })
        .on('error', () => undefined)
        .end(),
    );
    await came(at, 4);
    const { status, headers, json } = await ask(at.port, '/api');
    expect([status, json['code'], headers['retry-after']]).toEqual([503, 'upstream.busy', '1']);
    expect(sockets.size).toBeLessThanOrEqual(2);
    for (const one of held) one.destroy();
  });

  it('whose sockets are all taken is a 504 after the time to connect', async () => {
    const { port } = await silent();
    const at = await door(api(port, 'sockets: 1, connect: 50ms'));
    const first = request({ port: at.port, path: '/api', agent: false })
      .on('error', () => undefined)
      .end();
    await came(at, 1);
    expect((await ask(at.port, '/api')).json).toMatchObject({ code: 'upstream.timeout' });
    first.destroy();
  });
});

describe('a client', () => {
  it.each(['before the headers', 'in the answer'])('that leaves %s ends the call of the service', async (when) => {
    const asked = Promise.withResolvers<void>();
    const left = Promise.withResolvers<void>();
    const { port } = await service((_, response) => {
      response.once('close', left.resolve);
      if (when === 'in the answer') response.write('half');
      asked.resolve();
    });
    const at = await door(api(port));
    const sent = request({ port: at.port, path: '/api', agent: false })
      .on('error', () => undefined)
      .end();
    await (when === 'in the answer' ? once(sent, 'response') : asked.promise);
    sent.destroy();
    await left.promise;
  });

  it('that leaves in its request ends the call of the service', async () => {
    const left = Promise.withResolvers<void>();
    const { port } = await service((request) => void request.on('error', () => left.resolve()).resume());
    const at = await door(api(port));
    const sent: ClientRequest = request({ port: at.port, method: 'POST', path: '/api', agent: false }).on(
      'error',
      () => undefined,
    );
    sent.write('half', () => sent.destroy());
    await left.promise;
  });

  it.each([
    ['announces', { 'content-length': 11 }],
    ['sends', { 'transfer-encoding': 'chunked' }],
  ])('that %s more than the limit is a 413, and its connection is closed', async (_, headers) => {
    let whole = 0;
    const { port } = await service((request) => void request.resume().on('end', () => whole++));
    const at = await door(api(port, 'body: 10B'));
    const {
      status,
      headers: said,
      json,
    } = await ask(at.port, '/api', { method: 'POST', headers, body: 'x'.repeat(11) });
    expect([status, json['code'], whole]).toEqual([413, 'request.too-large', 0]);
    expect(said.connection).toBe('close');
  });

  it('that stops in the middle of its body is a 408', async () => {
    const { port } = await service((request) => void request.resume());
    const at = await door(api(port, 'idle: 50ms'));
    const socket = connect(at.port, '127.0.0.1');
    socket.write('POST /api HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhalf');
    expect(String((await once(socket, 'data'))[0])).toMatch(/^HTTP\/1.1 408 [^]*request.timeout/);
    socket.destroy();
  });

  it('gets the answer that came before its body was read, and is heard on its next connection', async () => {
    const { port } = await service((_, response) => void response.writeHead(403).end('no'));
    const at = await door(api(port));
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    for (let n = 0; n < 4; n++) {
      const answer = await ask(at.port, '/api', { method: 'POST', body: Buffer.alloc(n * 1_000_000), agent });
      expect(answer).toMatchObject({ status: 403, body: 'no' });
      expect((await ask(at.port, '/api', { agent })).status).toBe(403);
    }
    agent.destroy();
  });

  it('may take longer for a body than requests to Cleave itself may', async () => {
    const { port } = await service((request, response) => void request.resume().on('end', () => response.end('whole')));
    const at = await door(api(port), {}, { requestMs: 60 });
    const socket = connect(at.port, '127.0.0.1');
    socket.write('POST /api HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\n');
    let isLate = false;
    at.app.getHttpServer().once('clientError', () => (isLate = true));
    while (!isLate) await new Promise((resolve) => void setTimeout(resolve, 10));
    socket.write('late');
    expect(String((await once(socket, 'data'))[0])).toMatch(/^HTTP\/1.1 200/);
    socket.destroy();
  });
});
