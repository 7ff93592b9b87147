import type { Counter, Histogram, Observable } from './instrument.js';

/**
 * What a number is about. Each value is one of few: a context, a contract, a route, a code. Never an id, nor anything that a client
 * chooses, since every combination is a series of its own for ever.
 */
export type Labels = Readonly<Record<string, string | number>>;

/** Tells one number of a reading. */
export type Tell = (observable: Observable, value: number, labels?: Labels) => void;

export interface Metering {
  /** @param by  not negative; 0 begins a series, whose first rise would not be seen otherwise. @defaultValue 1 */
  add(counter: Counter, labels: Labels, by?: number): void;
  /** @param value  in the histogram's unit: durations in seconds */
  record(histogram: Histogram, value: number, labels: Labels): void;
  /**
   * Reads numbers whenever they are exported. What is not told keeps the number that was told last, so what is no longer there is told
   * as 0; so does what takes longer than a second.
   * @returns what ends it
   */
  observe(observables: readonly Observable[], read: (tell: Tell) => void | Promise<void>): () => void;
}

/**
 * The metrics of this process; undefined, and nothing of OpenTelemetry loaded, unless they were asked for by `OTEL_*`. An instrument
 * costs 0.25 µs each time; what happens for every row is counted by its owner and read at an export.
 *
 *     const SENT = counter('cleave.messages.sent', '{message}', 'Messages that were sent.');
 *     metering?.add(SENT, { context, receiver });
 */
export let metering: Metering | undefined;

/** @param given  undefined: no metrics any more */
export function meterBy(given: Metering | undefined): void {
  metering = given;
}
