import { type Dispatcher, errors, request } from 'undici';
import { ConsulError } from './consul-error.js';

export interface Call {
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly body?: unknown;
  readonly limitMs: number;
  readonly signal?: AbortSignal;
  /** The ACL rules that it needs, for who lacks them. */
  readonly rules?: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Dispatcher.ResponseData['headers'];
  /** Of JSON; undefined: it was empty. */
  readonly body: unknown;
}

/** One HTTP call to the agent, limited in time and size. The token travels in a header, and in no message. */
export class Caller {
  constructor(
    private readonly dispatcher: Dispatcher,
    private readonly base: string,
    readonly where: string,
    private readonly token: string | undefined,
  ) {}

  /** Rejects with a ConsulError for everything but 200 and 404. */
  async call(method: 'GET' | 'PUT', path: string, { query = {}, body, limitMs, signal, rules }: Call): Promise<Answer> {
    const limit = AbortSignal.timeout(limitMs);
    const url = new URL(this.base + path);
    for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, value);
    const { statusCode, headers, text } = await this.answerOf(url, {
      method,
      headers: this.token ? { 'x-consul-token': this.token } : {},
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: signal ? AbortSignal.any([limit, signal]) : limit,
      headersTimeout: limitMs,
      bodyTimeout: limitMs,
    });
    if (statusCode === 403 || headers['x-consul-results-filtered-by-acls']) throw this.forbidden(path, text, rules);
    if (statusCode === 404) return { status: statusCode, headers, body: undefined };
    if (statusCode !== 200)
      throw new ConsulError(
        'consul.refused',
        `Consul at ${this.where} refuses ${path}: ${this.said(text, statusCode)}.`,
      );
    return { status: statusCode, headers, body: this.read(path, () => (text ? JSON.parse(text) : undefined)) };
  }

  /** What `read` makes of an answer. Throws a ConsulError when it is not what Consul answers. */
  read<T>(path: string, read: () => T): T {
    try {
      return read();
    } catch (error) {
      const message = `What answers at ${this.where} for ${path} is not what a Consul answers.`;
      throw new ConsulError('consul.bad-answer', message, { cause: error });
    }
  }

  close(): Promise<void> {
    return this.dispatcher.destroy();
  }

  private async answerOf(url: URL, options: Parameters<typeof request>[1]) {
    try {
      const { statusCode, headers, body } = await request(url, { ...options, dispatcher: this.dispatcher });
      return { statusCode, headers, text: await body.text() };
    } catch (error) {
      throw this.failure(error as NodeJS.ErrnoException);
    }
  }

  private failure(error: NodeJS.ErrnoException): ConsulError {
    if (error instanceof errors.ResponseExceededMaxSizeError)
      return new ConsulError('consul.bad-answer', `Consul at ${this.where} answers more than can be read.`);
    if (CERTIFICATE.test(error.code ?? ''))
      return new ConsulError(
        'consul.certificate',
        `The certificate of Consul at ${this.where} is not accepted (${error.message}): set CONSUL_CACERT to the authority that signed it, or CONSUL_TLS_SERVER_NAME to its name.`,
        { cause: error },
      );
    const reason = error.name === 'TimeoutError' ? 'nothing in time' : error.message || error.code;
    return new ConsulError('consul.unreachable', `Consul at ${this.where} does not answer (${reason})`, {
      cause: error,
    });
  }

  private forbidden(path: string, text: string, rules = 'more rights'): ConsulError {
    const who = this.token ? 'the token of CONSUL_HTTP_TOKEN' : 'a process without CONSUL_HTTP_TOKEN';
    return new ConsulError(
      'consul.forbidden',
      `Consul at ${this.where} does not allow ${who} to use ${path} (${this.said(text, 403)}): it needs ${rules}.`,
    );
  }

  /** The agent's reason, in one short line; an agent that repeats the token is not repeated. */
  private said(text: string, status: number): string {
    const line = text.replaceAll(/\s+/g, ' ').trim().slice(0, 300);
    return `${status} ${this.token ? line.replaceAll(this.token, '…') : line}`.trim();
  }
}

const CERTIFICATE = /CERT|UNABLE_TO|SELF_SIGNED|ERR_TLS/;
