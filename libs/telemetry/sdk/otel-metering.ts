import {
  type Attributes,
  type BatchObservableCallback,
  type Counter as ApiCounter,
  type Histogram as ApiHistogram,
  type Meter,
  type MetricOptions,
  type Observable as ApiObservable,
} from '@opentelemetry/api';
import type { Counter, Histogram, Instrument, Observable } from '../instrument.js';
import type { Labels, Metering, Tell } from '../metering.js';

/** Metrics by OpenTelemetry: an instrument is made when it is first used, once for the process. */
export class OtelMetering implements Metering {
  private readonly counters = new Map<Counter, ApiCounter>();
  private readonly histograms = new Map<Histogram, ApiHistogram>();
  private readonly observables = new Map<Observable, ApiObservable>();

  constructor(private readonly meter: Meter) {}

  add(counter: Counter, labels: Labels, by = 1): void {
    once(this.counters, counter, ({ name }, options) => this.meter.createCounter(name, options)).add(by, labels);
  }

  record(histogram: Histogram, value: number, labels: Labels): void {
    once(this.histograms, histogram, ({ name }, options) => this.meter.createHistogram(name, options)).record(
      value,
      labels,
    );
  }

  observe(observables: readonly Observable[], read: (tell: Tell) => void | Promise<void>): () => void {
    const known = observables.map((one) => this.observed(one));
    const callback: BatchObservableCallback = (result) =>
      read((one, value, labels) => result.observe(this.observed(one), value, labels as Attributes));
    this.meter.addBatchObservableCallback(callback, known);
    return () => this.meter.removeBatchObservableCallback(callback, known);
  }

  private observed(observable: Observable): ApiObservable {
    return once(this.observables, observable, ({ name, kind }, options) =>
      kind === 'total'
        ? this.meter.createObservableCounter(name, options)
        : this.meter.createObservableGauge(name, options),
    );
  }
}

function once<I extends Instrument, Made>(
  made: Map<I, Made>,
  instrument: I,
  make: (instrument: I, options: MetricOptions) => Made,
): Made {
  const known = made.get(instrument);
  if (known) return known;
  const { description, unit, boundaries } = instrument;
  const advice = boundaries && { explicitBucketBoundaries: [...boundaries] };
  const fresh = make(instrument, { description, unit, advice });
  made.set(instrument, fresh);
  return fresh;
}
