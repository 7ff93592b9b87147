import { randomUUID } from 'node:crypto';
import { EXIT, Failure } from './failure.js';

/** Longer than the three seconds for which the gateway waits for each context. */
const PATIENCE_MS = 15_000;

/** A problem document (RFC 9457). */
interface Problem {
  readonly code?: string;
  readonly detail?: string;
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
}

/** Client of the operators' API of a running system. Every call has a timeout; errors are thrown as Failure. */
export class Api {
  constructor(
    readonly url: string,
    private readonly token?: string,
  ) {}

  get<T>(path: string): Promise<T> {
    return this.send('GET', path);
  }

  /** Sends a new Idempotency-Key. */
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

/** The errors of a problem's fields in one text if there are any, otherwise its detail. */
function sentenceOf({ detail = '', errors = [] }: Problem): string {
  return errors.length ? errors.map(({ pointer, detail: wrong }) => `${pointer}: ${wrong}`).join(', ') : detail;
}
