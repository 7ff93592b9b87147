import type { IncomingMessage } from 'node:http';
import { Problem } from '../problems/problem.js';

/** Headers that may occur once. Of several, Node keeps the first and drops the others silently, or joins them with a comma (idempotency-key). */
const SINGLE = ['host', 'authorization', 'content-type', 'idempotency-key', 'expect', 'traceparent'];
/** A request target without fragment and without bytes outside of ASCII. */
const URL_TEXT = /^[!"$-~]+$/;

/** Why the request line or the headers are refused, independent of the route: they are ambiguous or malformed. */
export function problemOfHead({ httpVersion, url = '', headers, rawHeaders }: IncomingMessage): Problem | undefined {
  if (headers.host === undefined && httpVersion === '1.1') return new Problem(400, 'request.host-missing');
  if (headers.expect !== undefined && headers.expect.toLowerCase() !== '100-continue')
    return new Problem(417, 'request.unknown-expectation');
  const coding = headers['transfer-encoding'];
  if (coding !== undefined && coding.toLowerCase() !== 'chunked')
    return new Problem(400, 'request.unknown-transfer-coding');
  if (!URL_TEXT.test(url) || !isDecodable(url)) return new Problem(400, 'request.malformed-url');
  if (Object.keys(headers).length * 2 !== rawHeaders.length && isRepeated(rawHeaders))
    return new Problem(400, 'request.repeated-header');
  return undefined;
}

/** The router decodes the path only; a wrongly encoded query would be passed on undecoded. */
function isDecodable(url: string): boolean {
  if (!url.includes('%')) return true;
  try {
    decodeURIComponent(url);
    return true;
  } catch {
    return false;
  }
}

function isRepeated(rawHeaders: readonly string[]): boolean {
  const names = rawHeaders.filter((_, n) => n % 2 === 0).map((name) => name.toLowerCase());
  return SINGLE.some((name) => names.indexOf(name) !== names.lastIndexOf(name));
}
