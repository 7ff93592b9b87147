import { Controller, Get, Header, Inject } from '@nestjs/common';
import { z } from 'zod';
import { HOST, type Host } from '#libs/messaging';
import { Public } from '../auth/access.js';
import { Operation } from '../openapi/operation.js';
import { Published } from '../pages/published.js';

@Controller('asyncapi.json')
export class AsyncApiHttpController {
  private text?: string;

  constructor(
    @Inject(HOST) private readonly host: Pick<Host, 'directory'>,
    private readonly published: Published,
  ) {}

  /** Generated at the first request, since it reads the sources for what they say of each message. */
  @Get()
  @Public()
  @Header('content-type', 'application/json')
  @Operation({
    summary: 'What the contexts say to each other (AsyncAPI)',
    description:
      'The AsyncAPI 3 document of every message that the contexts send each other, generated from their contracts. Clients of this API need none of it.',
    problems: { 'route.not-found': 'not-found' },
    replies: { 200: z.record(z.string(), z.unknown()).meta({ examples: [{ asyncapi: '3.0.0' }] }) },
  })
  async show(): Promise<string> {
    this.published.check();
    const { asyncApiDocument } = await import('./document.js');
    return (this.text ??= JSON.stringify(asyncApiDocument(this.host.directory)));
  }
}
