import { keyOf, type Emitted, type OtlpSpan, type Resource } from '../index.js';

/** The spans of one trace, as JSON, with which memory can be counted. */
export class StoredTrace {
  readonly keys = new Set<string>();
  /** Traces to which its spans are linked. */
  readonly linked = new Set<string>();
  private readonly spansOf = new Map<string, string[]>();
  /** How many spans it has, and how many characters, with those that emitted them. */
  spans = 0;
  characters = 0;

  /** @param from  who emitted it, as JSON */
  add(span: OtlpSpan, from: string): void {
    const text = JSON.stringify(span);
    const beside = this.spansOf.get(from);
    if (beside) beside.push(text);
    else this.spansOf.set(from, [text]);
    this.spans++;
    this.characters += text.length + (beside ? 0 : from.length);
    for (const { traceId } of span.links) this.linked.add(traceId);
    const key = keyOf(span);
    if (key !== undefined) this.keys.add(key);
  }

  emitted(): Emitted[] {
    return [...this.spansOf].flatMap(([from, texts]) => {
      const resource = JSON.parse(from) as Resource;
      return texts.map((text) => ({ resource, span: JSON.parse(text) as OtlpSpan }));
    });
  }
}
