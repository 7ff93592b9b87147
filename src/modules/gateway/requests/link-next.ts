import type { FastifyReply } from 'fastify';
import type { PageQuery } from './schemas.js';

/** Says where the list goes on, as RFC 8288 has it. */
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
