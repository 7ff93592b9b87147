import type { TracedSpan } from '#libs/hosting/traces';
import { plain } from '../table.js';
import { clock, day, duration } from '../times.js';
import { besideText } from './beside-text.js';
import { counted } from './counted.js';
import { rowsOf, type Row, type RowOptions } from './rows.js';
import type { OrderTraces, Trace } from './span-tree.js';

export interface TraceOptions {
  /** Every span by itself, with all its attributes, and what is linked to it. */
  readonly details?: boolean;
  /** Of the terminal, in columns; longer lines are cut. @defaultValue the terminal's, otherwise no limit */
  readonly width?: number;
}

/** The traces of an order as trees: when each span began after the first one, how long it took, where, and what it was. */
export function traceText(key: string, { traces, beside }: OrderTraces, options: TraceOptions = {}): string {
  const { details = false, width = process.stdout.columns ?? Infinity } = options;
  const rowOptions = { details, linked: linkedTo(beside) };
  const text = [
    `Order ${plain(key)}`,
    ...traces.flatMap((trace) => ['', headOf(trace, traces[0]!), ...linesOf(trace, rowOptions)]),
    '',
    ...besideLines(beside),
    ...(details ? [] : ['--details shows every span with its attributes; --json shows all for programs, as OTLP.']),
  ];
  return text.map((line) => line.slice(0, width).trimEnd()).join('\n');
}

/** Spans by the spans of other traces to which they are linked. */
function linkedTo(beside: readonly TracedSpan[]): ReadonlyMap<string, readonly TracedSpan[]> {
  const found = new Map<string, TracedSpan[]>();
  for (const span of beside)
    for (const { spanId } of span.links) {
      const known = found.get(spanId);
      if (known) known.push(span);
      else found.set(spanId, [span]);
    }
  return found;
}

/** When and where it was. One that has waited long begins anew, with a link to the one that it continues. */
function headOf({ id, start, end, spans, roots }: Trace, first: Trace): string {
  const processes = new Set(spans.map((span) => plain(span.process)));
  const [before] = roots[0]!.span.links;
  const began = new Date(start);
  const when = id === first.id ? `${day(began)} ${clock(began)}` : `${duration(start - first.start)} after the first`;
  return `Trace ${id}${before ? `, continues ${before.traceId}` : ''}: ${when}, ${duration(end - start)}, ${counted(spans.length, 'span')} of ${[...processes].join(', ')}`;
}

/** The lines of a trace in columns, times to the right. */
function linesOf(trace: Trace, options: RowOptions): string[] {
  const rows = rowsOf(trace, options);
  const columns = [
    (row: Row): string => (row.at === undefined ? '' : `+${offset(Math.max(row.at - trace.start, 0))}`),
    (row: Row): string => (row.took === undefined ? '' : duration(row.took)),
    (row: Row): string => row.where ?? '',
  ].map((cell, n) => {
    const width = Math.max(...rows.map((row) => cell(row).length));
    return (row: Row): string => (n < 2 ? cell(row).padStart(width) : cell(row).padEnd(width));
  });
  return rows.map((row) => [...columns.map((cell) => cell(row)), row.text].join('  '));
}

/** In milliseconds for as long as people can compare them. */
const offset = (ms: number): string => (ms < 10_000 ? `${Math.round(ms)} ms` : duration(ms));

function besideLines(beside: readonly TracedSpan[]): readonly string[] {
  const text = besideText(beside);
  return text ? [text] : [];
}
