import { z } from 'zod';

/** The body of every error (RFC 9457). */
export const ProblemBody = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string(),
    code: z.string().describe('Stable, for programs.'),
    traceId: z.string().describe('Finds the request in logs and traces.'),
    errors: z
      .array(z.object({ pointer: z.string().describe('A JSON Pointer to the field.'), detail: z.string() }))
      .optional(),
    details: z.record(z.string(), z.unknown()).optional(),
  })
  .meta({ id: 'Problem' });
