import { Controller, Get, Header, Inject } from '@nestjs/common';
import { z } from 'zod';
import { HOST, type Host } from '#libs/messaging';
import { Public } from '../auth/access.js';
import { Operation } from '../openapi/operation.js';

@Controller('asyncapi.json')
export class AsyncApiHttpController {
  private text?: string;

  constructor(@Inject(HOST) private readonly host: Pick<Host, 'directory'>) {}

  /** Generated at the first request, since it reads the sources for what they say of each message. */
  @Get()
  @Public()
  @Header('content-type', 'application/json')
  @Operation({
    summary: 'What the contexts say to each other (AsyncAPI)',
    replies: { 200: z.record(z.string(), z.unknown()) },
  })
  async show(): Promise<string> {
    const { asyncApiDocument } = await import('./document.js');
    return (this.text ??= JSON.stringify(asyncApiDocument(this.host.directory)));
  }
}
