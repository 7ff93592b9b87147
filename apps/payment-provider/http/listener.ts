import { randomBytes } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { ApiError, failed, invalid } from '../api/api-error.js';
import { type Answer, API_VERSION } from '../api/desk.js';
import type { Provider } from '../provider.js';
import { keyCheck } from './check-key.js';
import { readBody } from './read-body.js';

const MOST_OF_A_KEY = 255;

/** HTTP for a provider. Whatever is thrown while a request is answered is an answer as well; only a lost one and one that is not awaited end the connection. */
export function listener(provider: Pick<Provider, 'answer'>, key: string): RequestListener {
  const check = keyCheck(key);
  return (request, response) => {
    const requestId = `req_${randomBytes(8).toString('hex')}`;
    response.setHeader('request-id', requestId).setHeader('stripe-version', API_VERSION);
    const left = new AbortController();
    response.once('close', () => left.abort());
    answered(provider, check, request, requestId, left.signal)
      .catch((error: unknown) => answerOf(error, left.signal))
      .then((answer) => send(response, request, answer))
      .catch(() => response.destroy());
  };
}

async function answered(
  provider: Pick<Provider, 'answer'>,
  check: (authorization: string | undefined) => void,
  request: IncomingMessage,
  requestId: string,
  signal: AbortSignal,
): Promise<Answer> {
  check(request.headers.authorization);
  const { method = '', url = '' } = request;
  const [path, query = ''] = url.split('?', 2);
  const params = method === 'GET' ? query : await readBody(request);
  return provider.answer({ method, path: path!, params, key: keyIn(request), requestId, signal });
}

function keyIn({ headers }: IncomingMessage): string | undefined {
  const key = headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key !== 'string' || key === '' || key.length > MOST_OF_A_KEY)
    throw invalid(`An Idempotency-Key has from 1 to ${MOST_OF_A_KEY} characters.`);
  return key;
}

function answerOf(error: unknown, signal: AbortSignal): Answer {
  const { status, error: body } = error instanceof ApiError ? error : failed('An unknown error occurred.');
  if (!(error instanceof ApiError) && !signal.aborted)
    process.stderr.write(`payment-provider: ${(error as Error).stack ?? String(error)}\n`);
  return { status, body: JSON.stringify({ error: body }) };
}

function send(response: ServerResponse, request: IncomingMessage, { status, body, isLost, isReplayed }: Answer): void {
  if (isLost) {
    response.destroy();
    return;
  }
  if (isReplayed) response.setHeader('idempotent-replayed', 'true');
  const key = request.headers['idempotency-key'];
  if (typeof key === 'string') response.setHeader('idempotency-key', key);
  if (!request.complete) response.setHeader('connection', 'close'); // the rest of a body that is not read
  response
    .writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
    .end(body);
}
