import { z } from 'zod';
import { section } from '#libs/config';

/**
 * The reference describes the public API and holds nothing that its callers may not know: whoever may call a route is told by the route,
 * not by keeping its description secret. So it is public, and can be turned off with the documents that it is made of.
 */
export const docsConfig = section('documents', {
  CLEAVE_DOCS: z
    .enum(['public', 'off'])
    .default('public')
    .describe('The reference at /docs, /openapi.json and /asyncapi.json: for everybody, or off (404).'),
});
