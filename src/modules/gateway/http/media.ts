import type { FastifyRequest } from 'fastify';
import { Problem } from '../problems/problem.js';

const CHARSETS = /;\s*charset\s*=\s*"?([^\s;"]*)/gi;

/** Throws a 415 for a compressed body and for a charset other than UTF-8: the parser ignores both headers. */
export function checkMedia({ headers }: Pick<FastifyRequest, 'headers'>): void {
  const coding = headers['content-encoding'];
  if (coding !== undefined && coding.toLowerCase() !== 'identity')
    throw new Problem(415, 'request.unsupported-encoding', undefined, { headers: { 'accept-encoding': 'identity' } });
  const type = headers['content-type'] ?? '';
  if (!type.includes(';')) return;
  for (const [, charset] of type.matchAll(CHARSETS))
    if (!/^utf-?8$/i.test(charset!)) throw new Problem(415, 'request.unsupported-charset');
}
