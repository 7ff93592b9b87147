import { type Dispatcher, errors, request } from 'undici';
import { ConsulError } from './consul-error.js';

export interface Call {
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly body?: unknown;
  readonly limitMs: number;
  readonly signal?: AbortSignal;
  /** 404 is an answer, too: what is asked for is not registered. */
  readonly mayBeAbsent?: boolean;
}

export interface Answer {
  readonly headers: Dispatcher.ResponseData['headers'];
  /** Of JSON; undefined: it was empty, or what is asked for is not registered. */
  readonly body: unknown;
}

export interface CallerOptions {
  readonly dispatcher: Dispatcher;
  /** The origin, and what stands before `/v1`. */
  readonly base: string;
  /** The agent, for messages. */
  readonly where: string;
  readonly token?: string;
  /** The ACL rules that a token needs, for messages. */
  readonly rules: string;
}

/** Calls one agent, limited in time and size. The token travels in a header, and is in no message. */
export class Caller {
  constructor(private readonly options: CallerOptions) {}

  /** Rejects with a ConsulError when the answer is not the one that was asked for. */
  async call(method: 'GET' | 'PUT', path: string, call: Call): Promise<Answer> {
    const { base, where, token } = this.options;
    const { query = {}, body, limitMs, signal, mayBeAbsent } = call;
    const url = new URL(base + path);
    for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, value);
    const limit = AbortSignal.timeout(limitMs);
    const { statusCode, headers, text } = await this.answerOf(url, {
      method,
      headers: token ? { 'x-consul-token': token } : {},
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: signal ? AbortSignal.any([limit, signal]) : limit,
      headersTimeout: limitMs,
      bodyTimeout: limitMs,
    });
    if (statusCode === 403 && text.includes('ACL not found'))
      throw new ConsulError('consul.unknown-token', `Consul at ${where} does not know the token of CONSUL_HTTP_TOKEN`);
    if (statusCode === 403) throw this.forbidden(path, this.said(text));
    if (headers['x-consul-results-filtered-by-acls']) throw this.forbidden(path, 'a part of the answer was left out');
    if (statusCode === 404 && mayBeAbsent) return { headers, body: undefined };
    if (statusCode !== 200)
      throw new ConsulError('consul.refused', `Consul at ${where} refuses ${path}: ${statusCode} ${this.said(text)}`);
    return { headers, body: this.read(path, () => (text ? JSON.parse(text) : undefined)) };
  }

  /** What `read` makes of an answer. Throws a ConsulError when it is not what a Consul answers. */
  read<T>(path: string, read: () => T): T {
    try {
      return read();
    } catch (error) {
      const message = `What answers ${path} at ${this.options.where} is no Consul`;
      throw new ConsulError('consul.bad-answer', message, { cause: error });
    }
  }

  close(): Promise<void> {
    return this.options.dispatcher.destroy();
  }

  private async answerOf(url: URL, options: Parameters<typeof request>[1]) {
    try {
      const { statusCode, headers, body } = await request(url, { ...options, dispatcher: this.options.dispatcher });
      return { statusCode, headers, text: await body.text() };
    } catch (error) {
      throw this.failure(error as NodeJS.ErrnoException);
    }
  }

  private failure(cause: NodeJS.ErrnoException): ConsulError {
    const { where, base } = this.options;
    if (cause instanceof errors.ResponseExceededMaxSizeError)
      return new ConsulError('consul.bad-answer', `Consul at ${where} answers more than can be read`, { cause });
    if (CERTIFICATE.test(cause.code ?? '')) {
      const advice = 'set CONSUL_CACERT to the authority that signed it, or CONSUL_TLS_SERVER_NAME to the name in it';
      const message = `The certificate of Consul at ${where} is not accepted (${cause.message}): ${advice}`;
      return new ConsulError('consul.certificate', message, { cause });
    }
    const reason = cause.name === 'TimeoutError' ? 'it says nothing in time' : cause.message || cause.code;
    const hint = base.startsWith('https:') && HUNG_UP.test(cause.code ?? '') ? ASKS_FOR_CERTIFICATE : '';
    return new ConsulError('consul.unreachable', `Consul at ${where} does not answer (${reason}${hint})`, { cause });
  }

  private forbidden(path: string, why: string): ConsulError {
    const { where, token, rules } = this.options;
    const who = token ? 'the token of CONSUL_HTTP_TOKEN' : 'a process without CONSUL_HTTP_TOKEN';
    return new ConsulError(
      'consul.forbidden',
      `Consul at ${where} refuses ${path} to ${who} (${why}): it needs ${rules}`,
    );
  }

  /** The agent's words, in one short line, without the token. */
  private said(text: string): string {
    const line = text.replaceAll(/\s+/g, ' ').trim().slice(0, 300);
    return this.options.token ? line.replaceAll(this.options.token, '…') : line;
  }
}

const CERTIFICATE = /CERT(?!IFICATE_REQUIRED)|SIGNATURE|ERR_TLS/;
/** In TLS 1.3 a client that shows no certificate, or a wrong one, learns it after the handshake, if at all. */
const HUNG_UP = /_ALERT_|UND_ERR_SOCKET|ECONNRESET/;
const ASKS_FOR_CERTIFICATE = ', which is how an agent refuses CONSUL_CLIENT_CERT, or that there is none';
