import { HttpConnection } from '../load/http-connection.js';

/** Calls of the public API that create the products and users for the load. */
export class Api {
  private readonly connections: HttpConnection[];

  constructor(port: number, parallel: number) {
    this.connections = Array.from({ length: parallel }, () => new HttpConnection(port));
  }

  /** Posts the bodies, one at a time on each connection; returns the replies in the order of the bodies. */
  async postAll<T>(path: (index: number) => string, bodies: readonly object[], token?: string): Promise<T[]> {
    const replies: T[] = [];
    let next = 0;
    const worker = async (connection: HttpConnection): Promise<void> => {
      for (let index = next++; index < bodies.length; index = next++)
        replies[index] = await post<T>(connection, path(index), bodies[index]!, token);
    };
    await Promise.all(this.connections.map(worker));
    return replies;
  }

  end(): void {
    for (const connection of this.connections) connection.end();
  }
}

async function post<T>(connection: HttpConnection, path: string, body: object, token?: string): Promise<T> {
  const text = JSON.stringify(body);
  const head = [
    `POST ${path} HTTP/1.1`,
    'host: 127.0.0.1',
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(text)}`,
    ...(token ? [`authorization: Bearer ${token}`] : []),
  ];
  const answer = await connection.ask(`${head.join('\r\n')}\r\n\r\n${text}`);
  if (answer.status >= 300) throw new Error(`POST ${path} was answered ${answer.status}: ${answer.body}`);
  return JSON.parse(answer.body) as T;
}
