import type { FastifyReply } from 'fastify';
import type { PageQuery } from './schemas.js';

/** Says where the list goes on, as RFC 8288 has it. */
export function linkNext(reply: FastifyReply, path: string, { limit }: PageQuery, page: { next: string | null }): void {
  if (page.next === null) return;
  reply.header('link', `<${path}?limit=${limit}&cursor=${encodeURIComponent(page.next)}>; rel="next"`);
}
