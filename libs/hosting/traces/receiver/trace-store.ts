import { otlpOf, type Emitted, type OtlpSpan, type Resource } from '../index.js';
import { StoredTrace } from './stored-trace.js';

export interface StoreLimits {
  /** Traces with a key: those of orders, and of whatever else has an id. */
  readonly traces: number;
  /** Traces without one: batches, frames, reads over HTTP. */
  readonly others: number;
  /** Spans of one trace; further ones are rejected. */
  readonly spansOfTrace: number;
  /** Of one document of OTLP to one of these. */
  readonly characters: number;
}

const LIMITS: StoreLimits = { traces: 1_000, others: 20_000, spansOfTrace: 2_000, characters: 64 * 1024 * 1024 };

/** Keeps the latest traces in memory. When there are too many, the oldest are forgotten as a whole, those without a key first. */
export class TraceStore {
  private readonly keyed = new Map<string, StoredTrace>();
  private readonly others = new Map<string, StoredTrace>();
  private readonly limits: StoreLimits;
  private characters = 0;

  constructor(limits: Partial<StoreLimits> = {}) {
    this.limits = { ...LIMITS, ...limits };
  }

  get size(): { readonly traces: number; readonly others: number; readonly characters: number } {
    return { traces: this.keyed.size, others: this.others.size, characters: this.characters };
  }

  /** How many were rejected, because their trace has too many. */
  add(emitted: readonly Emitted[]): number {
    const texts = new Map<Resource, string>(); // a process sends many spans at once
    let rejected = 0;
    for (const { resource, span } of emitted) {
      const text = texts.get(resource) ?? JSON.stringify(resource);
      texts.set(resource, text);
      if (!this.take(span, text)) rejected++;
    }
    this.forget();
    return rejected;
  }

  /** All spans of the traces with this key, and of those that are linked to them, as OTLP. */
  withKey(key: string): object {
    const found = [...this.keyed].filter(([, { keys }]) => keys.has(key));
    const ids = new Set(found.map(([id]) => id));
    const beside = [...this.others].filter(([, { linked }]) => !linked.isDisjointFrom(ids));
    return otlpOf([...found, ...beside].flatMap(([, trace]) => trace.emitted()));
  }

  private take(span: OtlpSpan, from: string): boolean {
    const id = span.traceId;
    const trace = this.keyed.get(id) ?? this.others.get(id) ?? new StoredTrace();
    if (trace.spans >= this.limits.spansOfTrace) return false;
    const before = trace.characters;
    trace.add(span, from);
    this.characters += trace.characters - before;
    if (!trace.keys.size) this.others.set(id, trace);
    else if (this.others.delete(id) || trace.spans === 1) this.keyed.set(id, trace);
    return true;
  }

  private forget(): void {
    const { traces, others, characters } = this.limits;
    while (this.keyed.size > traces) this.drop(this.keyed);
    while (this.others.size > others) this.drop(this.others);
    while (this.characters > characters) this.drop(this.others.size ? this.others : this.keyed);
  }

  /** Drops the one that came first. */
  private drop(from: Map<string, StoredTrace>): void {
    const [id, { characters }] = from.entries().next().value!;
    from.delete(id);
    this.characters -= characters;
  }
}
