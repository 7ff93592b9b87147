import type { ReceivedSpan } from './otlp.js';

/** The clocks of spans are exact to a millisecond. */
const CLOCK_MS = 1;

/** The spans of one trace, as they have come. */
export class Trace {
  private readonly byId: ReadonlyMap<string, ReceivedSpan>;

  constructor(readonly spans: readonly ReceivedSpan[]) {
    this.byId = new Map(spans.map((span) => [span.spanId, span]));
  }

  /** Those of that name. */
  named(name: string | RegExp): readonly ReceivedSpan[] {
    return this.spans.filter((span) => (typeof name === 'string' ? span.name === name : name.test(span.name)));
  }

  parentOf({ parentId }: ReceivedSpan): ReceivedSpan | undefined {
    return this.byId.get(parentId ?? '');
  }

  /** From the first span down to this one. */
  pathTo(span: ReceivedSpan): readonly ReceivedSpan[] {
    const parent = this.parentOf(span);
    return parent ? [...this.pathTo(parent), span] : [span];
  }

  /** Those whose parent has not come; the first span of a trace has the parent that its client named, or none. */
  get tops(): readonly ReceivedSpan[] {
    return this.spans.filter((span) => !this.parentOf(span));
  }

  /** What cannot be: an effect before its cause, a message that is processed before it is committed, a call that outlasts its caller. */
  get impossible(): readonly string[] {
    return this.spans.flatMap((span) => {
      const parent = this.parentOf(span);
      const [name, above] = [nameOf(span), parent && nameOf(parent)];
      return [
        ...(span.endMs < span.startMs ? [`${name} ends before it starts`] : []),
        ...(parent && span.startMs < parent.startMs - CLOCK_MS ? [`${name} starts before ${above}`] : []),
        ...(parent?.kind === 'producer' && span.startMs < parent.endMs - CLOCK_MS ? [`${name} before the commit`] : []),
        ...(parent?.kind === 'client' && span.endMs > parent.endMs + CLOCK_MS ? [`${name} outlasts ${above}`] : []),
      ];
    });
  }

  /** From the first start to the last end. */
  get durationMs(): number {
    return Math.max(...this.spans.map(({ endMs }) => endMs)) - Math.min(...this.spans.map(({ startMs }) => startMs));
  }

  /** As a person would draw it: a line for each span, its process beside it. */
  get drawn(): string {
    const begin = Math.min(...this.spans.map(({ startMs }) => startMs));
    const below = (span: ReceivedSpan, depth: number): string[] => [
      lineOf(span, depth, span.startMs - begin),
      ...this.childrenOf(span).flatMap((child) => below(child, depth + 1)),
    ];
    return this.tops.flatMap((top) => below(top, 0)).join('\n');
  }

  private childrenOf({ spanId }: ReceivedSpan): readonly ReceivedSpan[] {
    return this.spans.filter(({ parentId }) => parentId === spanId).toSorted((a, b) => a.startMs - b.startMs);
  }
}

const nameOf = ({ name, instance, spanId }: ReceivedSpan): string => `${name} (${instance}, ${spanId})`;

function lineOf(span: ReceivedSpan, depth: number, afterMs: number): string {
  const times = `+${afterMs.toFixed(0)} ms`.padStart(9) + `${(span.endMs - span.startMs).toFixed(1)} ms`.padStart(11);
  const notes = [
    ...span.events,
    ...(span.isError ? ['ERROR'] : []),
    ...(span.links.length ? [`${span.links.length} links`] : []),
  ];
  return `${times}  ${span.instance.padEnd(16)}${'  '.repeat(depth)}${span.name}${notes.length ? ` [${notes.join(', ')}]` : ''}`;
}
