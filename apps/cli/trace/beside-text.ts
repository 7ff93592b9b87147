import type { TracedSpan } from '#libs/hosting/traces';
import { duration } from '../times.js';

/** A line of what served messages of these traces together with others, or undefined. */
export function besideText(beside: readonly TracedSpan[]): string | undefined {
  const byKind = [...Map.groupBy(beside, kindOf)].toSorted(([a], [b]) => a.localeCompare(b));
  const groups = byKind.map(([kind, spans]) => {
    const longest = Math.max(...spans.map(({ start, end }) => end - start));
    return `${spans.length} × ${kind}${longest < 1 ? '' : ` (up to ${duration(longest)})`}`;
  });
  return groups.length ? `In traces of their own, with links to these: ${groups.join(', ')}.` : undefined;
}

/** A frame that is sent, a batch that is processed, receipts that are settled, or a flight of statements to a database. */
const kindOf = ({ attributes, name }: TracedSpan): string =>
  String(attributes['messaging.operation.name'] ?? attributes['db.system.name'] ?? name);
