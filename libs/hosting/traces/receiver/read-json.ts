import type { IncomingMessage } from 'node:http';
import { Refused } from './refused.js';

/** The body of a request. Throws Refused. */
export async function readJson(request: IncomingMessage, mostBytes: number): Promise<unknown> {
  const { 'content-type': type, 'content-encoding': encoding, 'content-length': length } = request.headers;
  if (type?.split(';', 1)[0]?.trim() !== 'application/json' || encoding)
    throw new Refused(415, 'traces.unsupported', 'Only OTLP as JSON is taken, not compressed.');
  const tooLarge = new Refused(413, 'traces.too-large', `An export has at most ${mostBytes} bytes.`);
  if (Number(length) > mostBytes) throw tooLarge;
  const chunks: Buffer[] = [];
  let bytes = 0;
  // whoever sends too much is answered: the connection stays
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > mostBytes) throw tooLarge;
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString());
  } catch {
    throw new Refused(400, 'traces.invalid', 'This is no JSON.');
  }
}
