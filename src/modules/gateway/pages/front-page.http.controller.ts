import { Controller, Get, Headers, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Public } from '../auth/access.js';
import { Operation } from '../openapi/operation.js';
import { FRONT_STYLE, frontPage } from './front-page.js';
import { pageHeaders } from './page.js';
import { prefersHtml } from './prefers-html.js';
import { Published } from './published.js';

const Links = z.object({ name: z.string(), links: z.record(z.string(), z.string()) }).meta({
  id: 'Links',
  description: 'Where to begin.',
  examples: [{ name: 'Cleave', links: { docs: '/docs', openapi: '/openapi.json', health: '/health' } }],
});
const BEGIN = { products: '/v1/products', orders: '/v2/orders', health: '/health' };
const DOCUMENTS = { docs: '/docs', openapi: '/openapi.json', asyncapi: '/asyncapi.json' };

/** A host name or address with a port, and nothing that a shell or a page would understand otherwise. */
const HOST = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d+)?$/i;

/** The page at `/`, for people who open the URL that the start prints; programs get its links. */
@Controller()
export class FrontPageHttpController {
  private readonly headers = pageHeaders(FRONT_STYLE);

  constructor(private readonly published: Published) {}

  @Get()
  @Public()
  @Operation({
    summary: 'Where to begin',
    description:
      'Links to the documents, the health and the first resources. A browser, which prefers HTML, gets a page.',
    replies: { 200: Links },
    alsoAs: { 'text/html': z.string().meta({ examples: ['<!doctype html>'] }) },
  })
  show(
    @Headers('accept') accept: string | undefined,
    @Req() { protocol, host }: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    reply.header('vary', 'accept');
    if (!prefersHtml(accept ?? ''))
      return { name: 'Cleave', links: { ...(this.published.isOn && DOCUMENTS), ...BEGIN } };
    reply.headers(this.headers);
    return frontPage(HOST.test(host) ? `${protocol}://${host}` : 'http://127.0.0.1:3000', this.published.isOn);
  }
}
