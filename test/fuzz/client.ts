import { Agent, request } from 'node:http';
import type { Shot } from './requests.js';

export interface Received {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** No answer may take so long: requests of the fuzz wait for two seconds at most. */
const LONGEST_MS = 20_000;
/** As much of a stream of events is read as comes in this time. */
const STREAM_MS = 300;
const agent = new Agent({ keepAlive: true, maxSockets: 16 });

/** Sends exactly what the shot says: `fetch` would normalise the path and refuse some headers. */
export function send(
  url: string,
  { method, target, headers, body }: Shot,
  token: string | undefined,
): Promise<Received> {
  const { hostname, port } = new URL(url);
  const authorization = token === undefined || 'authorization' in headers ? {} : { authorization: `Bearer ${token}` };
  const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    const all = { ...authorization, ...length, ...headers } as Record<string, string | string[]>;
    const sent = request(
      { agent, hostname, port, method, path: target, headers: all, timeout: LONGEST_MS },
      (answer) => {
        let text = '';
        const { statusCode: status = 0 } = answer;
        const received = (): Received => ({ status, headers: answer.headers as Record<string, string>, text });
        answer.setEncoding('utf8').on('data', (part: string) => (text += part));
        answer.once('end', () => resolve(received())).once('error', reject);
        if (!answer.headers['content-type']?.startsWith('text/event-stream')) return;
        setTimeout(() => (resolve(received()), sent.destroy()), STREAM_MS).unref();
      },
    );
    sent.once('timeout', () => sent.destroy(new Error(`no answer within ${LONGEST_MS / 1_000} s`)));
    sent.once('upgrade', (_, socket) => (socket.destroy(), reject(new Error('it was upgraded'))));
    sent.once('error', reject);
    sent.end(body);
  });
}

export const closeConnections = (): void => agent.destroy();
