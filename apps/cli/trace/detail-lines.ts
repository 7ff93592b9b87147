import type { TracedSpan } from '#libs/hosting/traces';
import { plain } from '../table.js';
import { duration } from '../times.js';
import { counted } from './counted.js';

/** A line below a span. */
export interface Detail {
  readonly at?: number;
  readonly text: string;
}

/** What happened inside a span: retries, failures that are not final. An exception says again why it failed. */
export const eventLines = ({ events }: TracedSpan): readonly Detail[] =>
  events
    .filter(({ name }) => name !== 'exception')
    .map(({ name, at, attributes }) => ({ at, text: plain([name, ...Object.values(attributes)].join(' ')) }));

/** Its attributes, and the spans of other traces that are linked to it, each with its own trace. */
export const detailLines = (span: TracedSpan, linked: readonly TracedSpan[] = []): readonly Detail[] => [
  { text: `span: ${span.spanId}, ${span.kind}` },
  ...Object.entries(span.attributes).map(([name, value]) => ({ text: plain(`${name}: ${value}`) })),
  ...linked.map(({ start, name, end, process, traceId, links }) => {
    const others = links.length > 1 ? `, with ${counted(links.length - 1, 'other')}` : '';
    return { at: start, text: plain(`↔ ${name}, ${duration(end - start)} in ${process}${others}: trace ${traceId}`) };
  }),
];
