import type { TracedSpan } from '#libs/hosting/traces';
import { plain } from '../table.js';
import { detailLines, eventLines } from './detail-lines.js';
import { entryText } from './entry-text.js';
import { folded, unfolded, type Entry } from './folded.js';
import type { Trace } from './span-tree.js';

/** One line of a trace: a span, or something inside it. */
export interface Row {
  /** Milliseconds since 1970. */
  readonly at?: number;
  /** How long it took, in milliseconds. */
  readonly took?: number;
  readonly where?: string;
  /** With the lines of the tree. */
  readonly text: string;
}

export interface RowOptions {
  /** Every span by itself, with all its attributes, and what is linked to it. */
  readonly details: boolean;
  /** Spans of other traces, by the id of the span to which they are linked. */
  readonly linked: ReadonlyMap<string, readonly TracedSpan[]>;
}

/** All lines of a trace, from above. */
export function rowsOf(trace: Trace, options: RowOptions): Row[] {
  const isAlone = trace.spans.every(({ process }) => process === trace.spans[0]!.process);
  const entryOf = options.details ? unfolded : folded;
  const [first] = trace.roots;
  return trace.roots.flatMap((root) => [
    ...(root.span.parentId === first!.span.parentId ? [] : [{ text: 'The span above the next one was not received:' }]),
    ...rowsBelow(entryOf(root), { ...options, isAlone, head: '', stem: '' }),
  ]);
}

interface Place extends RowOptions {
  /** All spans are of one process. */
  readonly isAlone: boolean;
  /** The context that caused it. */
  readonly context?: string;
  /** The lines of the tree before its own line, and before those below it. */
  readonly head: string;
  readonly stem: string;
}

function rowsBelow(entry: Entry, place: Place): Row[] {
  const { span, above, isFolded, children } = entry;
  const { head, stem, details, linked } = place;
  const context = contextOf(span) ?? place.context;
  const whole = isFolded && above?.kind === 'client' ? above : span;
  const inner = [...eventLines(span), ...(details ? detailLines(span, linked.get(span.spanId)) : [])];
  return [
    {
      at: whole.start,
      took: whole.end - whole.start,
      where: whereIs(span, context, place.isAlone),
      text: head + entryText(entry),
    },
    ...inner.map(({ at, text }) => ({ at, text: `${stem}${children.length ? '│ ' : '  '}· ${text}` })),
    ...children.flatMap((child, n) => {
      const isLast = n === children.length - 1;
      const lines = { head: `${stem}${isLast ? '└ ' : '├ '}`, stem: `${stem}${isLast ? '  ' : '│ '}` };
      return rowsBelow(child, { ...place, ...lines, context });
    }),
  ];
}

/** The context where the work was done, when the span says it. Effects are consumers of their own: `payments.effects`. */
function contextOf({ kind, attributes }: TracedSpan): string | undefined {
  const named = attributes['messaging.consumer.group.name'];
  const context = kind === 'client' ? attributes['cleave.source'] : (named ?? attributes['cleave.context']);
  return context === undefined ? undefined : plain(String(context).split('.', 1)[0]!);
}

/** The context, and the process where there are several. */
function whereIs({ process: given }: TracedSpan, context: string | undefined, isAlone: boolean): string {
  const process = plain(given);
  if (context === undefined || isAlone) return context ?? process;
  return process.replace(/-\d+$/, '') === context ? process : `${context} in ${process}`;
}
