import type { FastifyReply } from 'fastify';
import type { PageQuery } from './schemas.js';

/** Sets the `Link` header to the next page (RFC 8288). */
export function linkNext(
  reply: FastifyReply,
  path: string,
  query: PageQuery & Readonly<Record<string, unknown>>,
  page: { next: string | null },
): void {
  if (page.next === null) return;
  const { limit, cursor: _, ...same } = query;
  const next = new URLSearchParams({ limit: String(limit), cursor: page.next, ...same });
  reply.header('link', `<${path}?${next.toString()}>; rel="next"`);
}
