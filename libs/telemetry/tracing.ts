import { isSampled } from './trace-context.js';

/** What a span stands for, as in OpenTelemetry: a call that is served or made, a message that is sent or taken, or work of our own. */
export type SpanKind = 'server' | 'client' | 'producer' | 'consumer' | 'internal';
export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** As a parent: the span inside which the work runs. */
export const ACTIVE = 'active';

export interface SpanOptions {
  /** @defaultValue internal */
  readonly kind?: SpanKind;
  /**
   * W3C trace context of the span above it, or ACTIVE: the one in which it begins. Without a parent it is the first of a new trace.
   */
  readonly parent?: string;
  /** The parent came from outside of Cleave, so the sampler is asked about it; inside, its sampled flag decides. @defaultValue false */
  readonly isEntry?: boolean;
  /** W3C trace contexts of other traces it belongs to. Those that are not sampled are left out. */
  readonly links?: readonly string[];
  readonly attributes?: Attributes;
  /** Milliseconds since 1970. @defaultValue now */
  readonly startedAt?: number;
}

/** A span that is being recorded. It is exported when it has ended, and never when it does not end: of work that was rolled back. */
export interface Span {
  /** W3C trace context, the parent of what is done inside it. */
  readonly traceparent: string;
  note(attributes: Attributes): void;
  /** Something at a moment, such as a repetition. */
  event(name: string, attributes?: Attributes): void;
  /**
   * It has failed for good. Not for a failure that is retried, a copy, or a refusal that a contract declares.
   *
   * @param type  a code
   * @param why   the error, with its stack, or what another process says of it
   */
  failed(type: string, why?: unknown): void;
  /** Runs the work inside it: flights, and methods with `@Span`, become its children. */
  run<T>(work: () => T): T;
  end(): void;
}

export interface Tracing {
  /** Whether this work is done inside of a span, by `run`. */
  readonly isInside: boolean;
  /** Undefined when it is not sampled: its parent is not, none of its links is, or the sampler of the process says no. */
  begin(name: string, options?: SpanOptions): Span | undefined;
  /** Runs work that nobody's span covers, such as a loop that the first request happened to wake. */
  outside<T>(work: () => T): T;
}

/**
 * The traces of this process; undefined, and nothing of OpenTelemetry loaded, unless they were asked for by `OTEL_*`.
 *
 *     const span = tracing?.begin('charge', { parent: headers.traceparent });
 */
export let tracing: Tracing | undefined;

/** @param given  undefined: no traces any more */
export function traceBy(given: Tracing | undefined): void {
  tracing = given;
}

/**
 * Whether a span below this parent is recorded. Asked before the attributes of a span are made: of a hundred requests perhaps one is
 * sampled, and each has some fifty spans.
 */
export const isTraced = (parent: string | undefined): boolean => tracing !== undefined && isSampled(parent);
