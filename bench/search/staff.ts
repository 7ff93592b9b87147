import { HttpConnection } from '../load/http-connection.js';
import type { Operator } from '../stage/cleave.js';
import { Api } from '../stage/api.js';

/** A person of the staff with one connection, who asks one thing after the other. */
export class Staff {
  private constructor(
    private readonly connection: HttpConnection,
    private readonly token: string,
  ) {}

  static async signIn(port: number, operator: Operator): Promise<Staff> {
    const api = new Api(port, 1);
    try {
      const [session] = await api.postAll<{ accessToken: string }>(() => '/v1/sessions', [operator]);
      return new Staff(new HttpConnection(port), session!.accessToken);
    } finally {
      api.end();
    }
  }

  /** Throws when the answer is none of 200. */
  async get<T>(path: string, query: Readonly<Record<string, string>> = {}): Promise<T> {
    return this.send<T>('GET', `${path}?${new URLSearchParams(query).toString()}`);
  }

  async post<T>(path: string, body: object): Promise<T> {
    return this.send<T>('POST', path, JSON.stringify(body));
  }

  end(): void {
    this.connection.end();
  }

  private async send<T>(method: string, path: string, body = ''): Promise<T> {
    const type = body ? ['content-type: application/json', `content-length: ${Buffer.byteLength(body)}`] : [];
    const head = [`${method} ${path} HTTP/1.1`, 'host: 127.0.0.1', `authorization: Bearer ${this.token}`, ...type];
    const answer = await this.connection.ask(`${head.join('\r\n')}\r\n\r\n${body}`);
    if (answer.status >= 300) throw new Error(`${method} ${path} was answered ${answer.status}: ${answer.body}`);
    return JSON.parse(answer.body) as T;
  }
}
