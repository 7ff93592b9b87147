import {
  type Attributes,
  type BatchObservableCallback,
  type Meter,
  type Observable as ApiObservable,
} from '@opentelemetry/api';
import type { Counter, Histogram, Observable } from '../instrument.js';
import type { Labels, Metering, Tell } from '../metering.js';
import type { ToldNumbers } from './told-numbers.js';

/** Metrics by OpenTelemetry. What is told is kept by ourselves; what is read is read by the SDK, whose instruments are made once. */
export class OtelMetering implements Metering {
  private readonly observables = new Map<Observable, ApiObservable>();

  constructor(
    private readonly meter: Meter,
    private readonly told: ToldNumbers,
  ) {}

  add(counter: Counter, labels: Labels, by = 1): void {
    this.told.add(counter, labels, by);
  }

  record(histogram: Histogram, value: number, labels: Labels): void {
    this.told.record(histogram, value, labels);
  }

  observe(observables: readonly Observable[], read: (tell: Tell) => void | Promise<void>): () => void {
    const known = observables.map((one) => this.observed(one));
    const callback: BatchObservableCallback = (result) =>
      read((one, value, labels) => result.observe(this.observed(one), value, labels as Attributes));
    this.meter.addBatchObservableCallback(callback, known);
    return () => this.meter.removeBatchObservableCallback(callback, known);
  }

  private observed(observable: Observable): ApiObservable {
    const known = this.observables.get(observable);
    if (known) return known;
    const { name, kind, description, unit } = observable;
    const made =
      kind === 'total'
        ? this.meter.createObservableCounter(name, { description, unit })
        : this.meter.createObservableGauge(name, { description, unit });
    this.observables.set(observable, made);
    return made;
  }
}
