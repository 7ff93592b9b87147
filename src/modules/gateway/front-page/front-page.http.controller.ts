import { Controller, Get, Header, Headers } from '@nestjs/common';
import { z } from 'zod';
import { Public } from '../auth/access.js';
import { Operation } from '../openapi/operation.js';
import { Problem } from '../problems/problem.js';

/** Nothing but text and links: the answers' Content-Security-Policy lets a browser load and run nothing. */
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

/** What a browser is shown that opens the URL which the start prints. A program gets the problem of every path that does not exist. */
@Controller()
export class FrontPageHttpController {
  @Get()
  @Public()
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('vary', 'accept')
  @Operation({
    summary: 'Where to begin, for a browser',
    replies: { 200: z.string() },
    mediaType: 'text/html',
    problems: { 'route.not-found': 'not-found' },
  })
  show(@Headers('accept') accept = ''): string {
    if (!accept.includes('text/html')) throw new Problem(404, 'route.not-found');
    return PAGE;
  }
}
