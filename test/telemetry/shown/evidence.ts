import type { Labels } from './scrape.js';

/** What shows that a fault has happened. `ofOrder`: it names the order, by its id or the id of its trace. */
export type Evidence =
  /** A counter has more than before the fault. */
  | { readonly counts: string; readonly labels?: Labels }
  /** A gauge is at this value while the fault lasts. */
  | { readonly gauge: string; readonly labels?: Labels; readonly is: '0' | 'above 0' }
  /** A line of the log. */
  | { readonly line: RegExp; readonly ofOrder?: true }
  /** A message of this contract among the dead letters, with the order as its key and the correlation of its request. */
  | { readonly deadLetter: string }
  /** A span of the order's trace; of its JSON, and in words, what it has to be like. */
  | { readonly span: string; readonly like?: RegExp; readonly words?: string };

export const isOfOrder = (evidence: Evidence): boolean =>
  'deadLetter' in evidence || 'span' in evidence || ('line' in evidence && evidence.ofOrder === true);

/** As the document has it. */
export function evidenceText(evidence: Evidence): string {
  if ('counts' in evidence) return `\`${evidence.counts}${labelsText(evidence.labels)}\` rises`;
  if ('gauge' in evidence) return `\`${evidence.gauge}${labelsText(evidence.labels)}\` is ${evidence.is}`;
  if ('deadLetter' in evidence) return `dead letter \`${evidence.deadLetter}\``;
  if ('span' in evidence) return `span \`${evidence.span}\`${evidence.words ? ` ${evidence.words}` : ''}`;
  return `line like \`${evidence.line.source}\`${evidence.ofOrder ? ', with the order' : ''}`;
}

function labelsText(labels: Labels = {}): string {
  const pairs = Object.entries(labels).map(([name, value]) =>
    typeof value === 'string' ? `${name}="${value}"` : `${name}=~"${value.source}"`,
  );
  return pairs.length ? `{${pairs.join(', ')}}` : '';
}

/** The message was processed, or the call made, by a second send at least. */
export const sentAgain = (contract: string): Evidence => ({
  span: `process ${contract}`,
  like: /"cleave\.sends":[2-9]/,
  words: 'with `cleave.sends` above 1',
});
