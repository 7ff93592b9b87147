import { sentenceOf } from './sentences.js';

/** What is wrong with one field of a request; the pointer is a JSON Pointer (RFC 6901) into its body or query. */
export interface FieldError {
  readonly pointer: string;
  readonly detail: string;
}

/** The JSON Pointer for a path. */
export const pointerTo = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

interface Extras {
  readonly errors?: readonly FieldError[];
  /** Details of the context's refusal. */
  readonly details?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A problem after RFC 9457. Contexts refuse with error codes, which the gateway maps to HTTP. */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    readonly status: number,
    readonly code: string,
    detail = sentenceOf(code, status),
    readonly extras: Extras = {},
  ) {
    super(detail);
  }
}

/** The request does not match the route's schema; every invalid field is listed. */
export function invalidRequest(errors: readonly FieldError[]): Problem {
  const [first] = errors;
  const detail = first && `${first.pointer || 'The body'}: ${first.detail}`;
  return new Problem(400, 'request.invalid', detail, { errors });
}
