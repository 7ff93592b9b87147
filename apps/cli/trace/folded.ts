import type { TracedSpan } from '#libs/hosting/traces';
import type { Branch } from './span-tree.js';

/** What is shown as one line: a span, or the two of a message or a request, one in its sender and one in its receiver. */
export interface Entry {
  readonly span: TracedSpan;
  /** Its other end: of a message its creation, of a request the call. */
  readonly from?: TracedSpan;
  readonly children: readonly Entry[];
}

/** Makes one entry of a message and its processing, and of a call and its answering, unless they were repeated. */
export function folded({ span, children }: Branch): Entry {
  const [only, ...more] = children;
  if (only && !more.length && belongTogether(span, only.span))
    return { span: only.span, from: span, children: only.children.map(folded) };
  return { span, children: children.map(folded) };
}

export const unfolded = ({ span, children }: Branch): Entry => ({ span, children: children.map(unfolded) });

const belongTogether = (outer: TracedSpan, inner: TracedSpan): boolean =>
  (outer.kind === 'producer' && inner.kind === 'consumer') ||
  (outer.kind === 'client' && inner.kind === 'server' && outer.name === inner.name);
