/**
 * A number that is measured, declared once beside what it measures. The name follows OpenTelemetry, with dots and without the unit:
 * `cleave.outbox.oldest` in seconds is `cleave_outbox_oldest_seconds` for Prometheus.
 */
export interface Instrument {
  /**
   * - **counter**: what happens is added to it; it only rises.
   * - **total**: the same, but counted elsewhere and read at an export.
   * - **histogram**: how large something was, each time.
   * - **gauge**: how much there is, read at an export.
   */
  readonly kind: 'counter' | 'total' | 'histogram' | 'gauge';
  readonly name: string;
  readonly description: string;
  /** UCUM, such as `s` and `By`, or what is counted, such as `{message}`. */
  readonly unit: string;
  /** Upper bounds of the buckets of a histogram, in its unit. */
  readonly boundaries?: readonly number[];
}

export type Counter = Instrument & { readonly kind: 'counter' };
export type Histogram = Instrument & { readonly kind: 'histogram' };
/** Is read at an export, instead of being told. */
export type Observable = Instrument & { readonly kind: 'total' | 'gauge' };

/** In seconds, from a call within a process to a message that waited for an outage. */
const DURATIONS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

type Declare<I extends Instrument> = (name: string, unit: string, description: string) => I;
const declare =
  <K extends Instrument['kind']>(kind: K): Declare<Instrument & { readonly kind: K }> =>
  (name, unit, description) => ({ kind, name, unit, description });

export const counter: Declare<Counter> = declare('counter');
export const total: Declare<Observable> = declare('total');
export const gauge: Declare<Observable> = declare('gauge');

/** @param boundaries  upper bounds of its buckets. @defaultValue those of durations in seconds, from 1 ms to 1 min */
export const histogram = (
  name: string,
  unit: string,
  description: string,
  boundaries: readonly number[] = DURATIONS,
): Histogram => ({ kind: 'histogram', name, unit, description, boundaries });
