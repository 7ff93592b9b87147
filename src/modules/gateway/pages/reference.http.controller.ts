import { Controller, Get, Header, Headers, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Public } from '../auth/access.js';
import { Operation } from '../openapi/operation.js';
import { Problem } from '../problems/problem.js';
import { pageHeaders } from './page.js';
import { Published } from './published.js';
import { REFERENCE_FILES, ReferenceFiles } from './reference-files.js';
import { referencePage } from './reference-page.js';

const FOR_EVER = 'public, max-age=31536000, immutable';
const FileName = z.string().max(40).meta({ description: 'A file of the page.', enum: REFERENCE_FILES });
const Version = z
  .string()
  .max(20)
  .optional()
  .meta({ description: 'The version of the file that the page names.', examples: ['x8Qf2mZ0Yw3kLr1T'] });
const problems = { 'route.not-found': 'not-found' } as const;

/** The API reference: Swagger UI, all from this origin, in a page that allows no inline script. */
@Controller('docs')
export class ReferenceHttpController {
  constructor(
    private readonly published: Published,
    private readonly files: ReferenceFiles,
  ) {}

  @Get()
  @Public()
  @Header('content-type', 'text/html; charset=utf-8')
  @Operation({
    summary: 'The reference, for people',
    description: 'Every route with its parameters, examples and errors; each can be tried with an access token.',
    replies: { 200: z.string().meta({ examples: ['<!doctype html>'] }) },
    mediaType: 'text/html',
    problems,
  })
  page(@Res({ passthrough: true }) reply: FastifyReply): string {
    this.published.check();
    reply.headers(pageHeaders('', "script-src 'self'; connect-src 'self'"));
    return referencePage((name) => this.files.address(name));
  }

  /** A file may be kept for ever under the address that the page gives it, and under another one only after asking again. */
  @Get(':file')
  @Public()
  @Operation({
    summary: 'A file of the reference',
    description: 'Its script and its style sheets.',
    replies: { 200: z.string().meta({ examples: ['html { color-scheme: light dark }'] }), 304: null },
    alsoAs: { 'text/javascript': z.string().meta({ examples: ['paint();'] }) },
    headers: { 200: ['ETag', 'Cache-Control'], 304: ['ETag', 'Cache-Control'] },
    mediaType: 'text/css',
    problems,
  })
  file(
    @Param('file', { schema: FileName }) name: string,
    @Query('v', { schema: Version }) version: string | undefined,
    @Headers('if-none-match') known: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Buffer | undefined {
    this.published.check();
    const file = this.files.file(name);
    if (!file) throw new Problem(404, 'route.not-found');
    const isExact = `"${version}"` === file.etag;
    reply.headers({ 'cache-control': isExact ? FOR_EVER : 'no-cache', etag: file.etag });
    if (known?.split(',').some((one) => one.trim().replace(/^W\//, '') === file.etag)) return void reply.status(304);
    reply.header('content-type', file.type);
    return file.body;
  }
}
