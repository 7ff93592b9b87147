import { Injectable, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import type { z } from 'zod';
import { invalidRequest, pointerTo, type FieldError } from '../problems/problem.js';

const MAX_ERRORS = 50;

/**
 * Validates input by the schema of its parameter: `@Body({ schema })`, `@Query({ schema })`, `@Param('id', { schema })`.
 * Nest's own pipe cannot put the parameter's name into the error, and awaits a promise for every value.
 */
@Injectable()
export class SchemaPipe implements PipeTransform {
  transform(value: unknown, { schema, data }: ArgumentMetadata): unknown {
    if (!schema) return value;
    const result = (schema as unknown as z.ZodType).safeParse(value);
    if (result.success) return result.data;
    const errors = result.error.issues.slice(0, MAX_ERRORS).flatMap((issue) => fieldErrors(issue, data ? [data] : []));
    throw invalidRequest(errors);
  }
}

/** One error for each invalid field, and one for each unknown field. */
function fieldErrors(issue: z.core.$ZodIssue, base: readonly string[]): FieldError[] {
  const path = [...base, ...issue.path];
  if (issue.code !== 'unrecognized_keys') return [{ pointer: pointerTo(path), detail: issue.message }];
  return issue.keys
    .slice(0, MAX_ERRORS)
    .map((key) => ({ pointer: pointerTo([...path, key]), detail: 'There is no such field' }));
}
