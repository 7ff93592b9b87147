import { sentenceOf } from './sentences.js';

/** What is wrong with one field of a request; the pointer is a JSON Pointer (RFC 6901) into its body or query. */
export interface FieldError {
  readonly pointer: string;
  readonly detail: string;
}

/** The pointer to where a path leads. */
export const pointerTo = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

interface Extras {
  readonly errors?: readonly FieldError[];
  /** Facts that a context gave with its refusal. */
  readonly details?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Why a request is not fulfilled, in the words of RFC 9457. Contexts refuse by code; only the gateway knows HTTP. */
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

/** The request does not have the form that the route asks for; every field at fault is named. */
export function invalidRequest(errors: readonly FieldError[]): Problem {
  const [first] = errors;
  const detail = first && `${first.pointer || 'The body'}: ${first.detail}`;
  return new Problem(400, 'request.invalid', detail, { errors });
}
