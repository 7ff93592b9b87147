import { Controller, Get, Header } from '@nestjs/common';
import { z } from 'zod';
import { Public } from '../auth/access.js';
import { Published } from '../pages/published.js';
import { ApiDocument } from './api-document.js';
import { Operation } from './operation.js';

@Controller('openapi.json')
export class OpenApiHttpController {
  constructor(
    private readonly document: ApiDocument,
    private readonly published: Published,
  ) {}

  @Get()
  @Public()
  @Header('content-type', 'application/json')
  @Operation({
    summary: 'This document',
    description:
      'The OpenAPI 3.1 document of this API, for programs: generate a client from it. People read it at `/docs`.',
    problems: { 'route.not-found': 'not-found' },
    replies: { 200: z.record(z.string(), z.unknown()).meta({ examples: [{ openapi: '3.1.0' }] }) },
  })
  show(): Promise<string> {
    this.published.check();
    return this.document.json();
  }
}
