import { randomUUID } from 'node:crypto';
import { EXIT, Failure } from './failure.js';

/** The gateway itself waits three seconds for contexts that are away. */
const PATIENCE_MS = 15_000;

/** The body of an error (RFC 9457). */
interface Problem {
  readonly code?: string;
  readonly detail?: string;
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
}

/** The public API of a running system, as an operator uses it. Every call ends in time; what fails is a Failure. */
export class Api {
  constructor(
    readonly url: string,
    private readonly token?: string,
  ) {}

  get<T>(path: string): Promise<T> {
    return this.send('GET', path);
  }

  /** Under a key of its own. */
  post<T>(path: string, body: object): Promise<T> {
    return this.send('POST', path, body);
  }

  private async send<T>(method: string, path: string, body?: object): Promise<T> {
    const headers = {
      ...(this.token && { authorization: `Bearer ${this.token}` }),
      ...(body && { 'content-type': 'application/json', 'idempotency-key': randomUUID() }),
    };
    const init = { method, headers, body: JSON.stringify(body), signal: AbortSignal.timeout(PATIENCE_MS) };
    const answer = await fetch(`${this.url}/v1${path}`, init).catch(() => {
      throw new Failure(EXIT.unreachable, `Nothing answers at ${this.url}. Is it running? (npm start, or --url)`);
    });
    const reply = (await answer.json().catch(() => ({}))) as T & Problem;
    if (answer.ok) return reply;
    throw new Failure(
      exitOf(answer.status),
      `${sentenceOf(reply)} (${[answer.status, reply.code].join(' ').trim()})`.trim(),
    );
  }
}

function exitOf(status: number) {
  if (status === 400) return EXIT.usage;
  return status >= 500 ? EXIT.unreachable : EXIT.refused;
}

/** What is wrong with single fields is also the detail, in one text. */
function sentenceOf({ detail = '', errors = [] }: Problem): string {
  return errors.length ? errors.map(({ pointer, detail: wrong }) => `${pointer}: ${wrong}`).join(', ') : detail;
}
