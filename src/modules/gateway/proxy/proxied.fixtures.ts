import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  request,
  type RequestListener,
  type RequestOptions,
  type Server,
} from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { parseRoutes } from '#libs/hosting/routes';
import type { Identity } from '#libs/messaging/contract';
import { gatewayApplication } from '../testing/gateway-application.js';

export const ada: Identity = { userId: '01890a5d-ac96-774b-bcce-b302099a8057', role: 'customer' };

export interface Served {
  readonly server: Server;
  readonly port: number;
  readonly sockets: ReadonlySet<Socket>;
}

type Surroundings = NonNullable<Parameters<typeof gatewayApplication>[2]>;

/** Services and gateways of a spec. `stopAll` is for its `afterEach`. */
export function proxied() {
  const undo: (() => unknown)[] = [];

  /** A plain HTTP service. */
  async function service(listener: RequestListener): Promise<Served> {
    const server = createServer({ keepAliveTimeout: 60_000 }, listener);
    const sockets = new Set<Socket>();
    server.on('connection', (socket) => sockets.add(socket.on('close', () => sockets.delete(socket))));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    undo.push(() => {
      for (const socket of sockets) socket.destroy();
      return new Promise((closed) => void server.close(closed));
    });
    return { server, port: (server.address() as AddressInfo).port, sockets };
  }

  /** The gateway with these routes, listening. */
  async function door(
    routes: string,
    surroundings: Surroundings = {},
    limits: Parameters<typeof gatewayApplication>[0] = {},
  ) {
    const table = parseRoutes(`routes:\n${routes}`, 'routes.yaml', []);
    const gateway = await gatewayApplication(limits, [], { ...surroundings, routes: table });
    await gateway.app.listen(0, '127.0.0.1');
    undo.push(() => gateway.app.close());
    const { port } = gateway.app.getHttpServer().address() as AddressInfo;
    const bearer = async (identity: Identity = ada) => ({ authorization: `Bearer ${await gateway.tokenOf(identity)}` });
    return { ...gateway, port, bearer };
  }

  async function stopAll(): Promise<void> {
    for (let step = undo.pop(); step; step = undo.pop()) await step();
  }

  return { service, door, stopAll };
}

/** A port at which nobody listens. */
export async function deadPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => void server.close(closed));
  return port;
}

/** `/api` at these ports, for everybody. */
export const api = (ports: number | readonly number[], limits = '', rest = '') =>
  `  /api: { to: [${[ports]
    .flat()
    .map((port) => `http://127.0.0.1:${port}`)
    .join(', ')}], access: public, limits: { ${limits} } ${rest} }\n`;

export interface Answer {
  readonly status: number;
  readonly message: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  readonly json: Readonly<Record<string, unknown>>;
}

/** Sends a request; the path goes out as it is written. */
export async function ask(
  port: number,
  path: string,
  { body, ...options }: RequestOptions & { body?: string | Buffer } = {},
): Promise<Answer> {
  const sent = request({ port, path, host: '127.0.0.1', agent: false, ...options });
  sent.end(body);
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  const text = (await buffer(answer)).toString();
  return {
    status: answer.statusCode!,
    message: answer.statusMessage!,
    headers: answer.headers,
    body: text,
    get json() {
      return JSON.parse(text) as Answer['json'];
    },
  };
}
