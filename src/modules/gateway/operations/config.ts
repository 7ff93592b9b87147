import { z } from 'zod';
import { section } from '#libs/config';

export const operationsConfig = section('operations', {
  CLEAVE_TRACE_URL: z
    .string()
    .refine((text) => text.includes('{traceId}') && URL.canParse(text), {
      error: 'must be a URL with {traceId} in it, such as https://jaeger.example.org/trace/{traceId}',
    })
    .optional()
    .describe('Where people see a trace, with {traceId} in it; the story of an order links to it.'),
});
