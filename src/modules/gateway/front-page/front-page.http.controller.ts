import { Controller, Get, Header, Headers } from '@nestjs/common';
import { z } from 'zod';
import { Public } from '../auth/access.js';
import { Operation } from '../openapi/operation.js';
import { Problem } from '../problems/problem.js';

/** Text and links only: the Content-Security-Policy of the answers allows no scripts, styles or images. */
const PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Cleave</title>
<h1>Cleave</h1>
<p>Cleave is running. It has an API and no pages; this is where to begin:</p>
<ul>
<li><a href="/openapi.json">The API document</a> (OpenAPI 3.1): every route</li>
<li><a href="/health">Health</a>: whether everything serves</li>
<li><code>npm run demo</code> in a terminal: four orders, told as they happen</li>
</ul>
</html>
`;

/** The page at `/` for browsers, which open the URL that the start prints. Other clients receive the usual 404 problem. */
@Controller()
export class FrontPageHttpController {
  @Get()
  @Public()
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('vary', 'accept')
  @Operation({
    summary: 'Where to begin, for a browser',
    description: 'A page for people.',
    replies: { 200: z.string().meta({ examples: ['<!doctype html>'] }) },
    mediaType: 'text/html',
    problems: { 'route.not-found': 'not-found' },
  })
  show(@Headers('accept') accept = ''): string {
    if (!accept.includes('text/html')) throw new Problem(404, 'route.not-found');
    return PAGE;
  }
}
