import type { TracedSpan } from '#libs/hosting/traces';
import type { Branch } from './span-tree.js';

/** What is shown as one line: a span, or the two of a message or a request, of which the one in the receiver is the span. */
export interface Entry {
  readonly span: TracedSpan;
  /** The span that caused it; undefined: it is the first. */
  readonly above?: TracedSpan;
  /** The one above has no line of its own. @defaultValue false */
  readonly isFolded?: boolean;
  readonly children: readonly Entry[];
}

/** Makes one entry of a message and its processing, and of a call and its answering, unless they were repeated. */
export function folded({ span, children }: Branch, above?: TracedSpan): Entry {
  const [only, ...more] = children;
  if (only && !more.length && belongTogether(span, only.span)) return { ...folded(only, span), isFolded: true };
  return { span, above, children: children.map((child) => folded(child, span)) };
}

export const unfolded = ({ span, children }: Branch, above?: TracedSpan): Entry => ({
  span,
  above,
  children: children.map((child) => unfolded(child, span)),
});

const belongTogether = (outer: TracedSpan, inner: TracedSpan): boolean =>
  (outer.kind === 'producer' && inner.kind === 'consumer') ||
  (outer.kind === 'client' && inner.kind === 'server' && outer.name === inner.name);
