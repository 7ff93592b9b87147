import { traceIdOf } from '#libs/logging';

export const PROBLEM_TYPE = 'application/problem+json';

interface Told {
  readonly status: number;
  readonly code: string;
  /** A text for people. */
  readonly detail: string;
  readonly errors?: unknown;
  readonly details?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * A problem document of RFC 9457.
 * @param url  the requested URL, unchanged
 */
export function problemAnswer(
  { status, code, detail, errors, details, headers }: Told,
  url: string,
  traceparent: string,
) {
  const fields = {
    type: `urn:cleave:problem:${code}`,
    title: titleOf(code),
    status,
    detail,
    code,
    errors,
    details,
    instance: url.split('?', 1)[0],
    traceId: traceIdOf(traceparent),
  };
  return { status, headers: { ...headers, 'content-type': PROBLEM_TYPE }, body: JSON.stringify(fields) };
}

/** Removes the context's name from a code, except for words that the title needs: `Request too large`, but `Email taken`. */
const CONTEXT = /^(?!request|route|idempotency)[^.]*\./;

/** The same for every occurrence of a code, as RFC 9457 wants a title to be. */
export function titleOf(code: string): string {
  const words = code.replace(CONTEXT, '').replaceAll(/[.-]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
