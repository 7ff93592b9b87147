import { z } from 'zod';

/** The body of every error (RFC 9457). */
export const ProblemBody = z
  .object({
    type: z.string().describe('`urn:cleave:problem:` and the code.'),
    title: z.string().describe('The same for every occurrence of the code.'),
    status: z.int().describe('The HTTP status.'),
    detail: z.string().describe('What is wrong, for people.'),
    instance: z.string().describe('The path that was called.'),
    code: z.string().describe('Stable, for programs.'),
    traceId: z.string().describe('Finds the request in logs and traces.'),
    errors: z
      .array(z.object({ pointer: z.string().describe('A JSON Pointer to the field.'), detail: z.string() }))
      .optional()
      .describe('What is wrong with which field.'),
    details: z.record(z.string(), z.unknown()).optional().describe('Facts of the refusal, by code.'),
  })
  .meta({ id: 'Problem', description: 'An error (RFC 9457).' });
