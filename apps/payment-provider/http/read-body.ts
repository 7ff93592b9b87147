import type { IncomingMessage } from 'node:http';
import { invalid } from '../api/api-error.js';

const MOST_BYTES = 65_536;

/** @throws ApiError  413: it is too long; 415: it is no form */
export async function readBody(request: IncomingMessage): Promise<string> {
  const type = request.headers['content-type'];
  if (type !== undefined && !/^application\/x-www-form-urlencoded\b/.test(type))
    throw invalid('The body must be a form (application/x-www-form-urlencoded).', { status: 415 });
  const chunks: Buffer[] = [];
  let length = 0;
  if (Number(request.headers['content-length'] ?? 0) > MOST_BYTES) throw tooLong();
  for await (const chunk of request) {
    length += (chunk as Buffer).length;
    if (length > MOST_BYTES) throw tooLong();
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString();
}

const tooLong = () => invalid(`The body is longer than ${MOST_BYTES} bytes.`, { status: 413, code: 'body_too_large' });
