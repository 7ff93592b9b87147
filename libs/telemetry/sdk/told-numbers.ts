import { ValueType } from '@opentelemetry/api';
import { emptyResource } from '@opentelemetry/resources';
import {
  AggregationTemporality,
  DataPointType,
  type CollectionResult,
  type Histogram as Distribution,
  type MetricData,
} from '@opentelemetry/sdk-metrics';
import type { Counter, Histogram, Instrument } from '../instrument.js';
import type { Labels } from '../metering.js';
import { Series } from './series.js';

const CUMULATIVE = { aggregationTemporality: AggregationTemporality.CUMULATIVE } as const;

interface Sum {
  total: number;
}
interface Buckets {
  readonly counts: number[];
  sum: number;
  count: number;
}

/**
 * The counters and histograms of the process, as a producer of metrics for the readers of the SDK. Its own instruments look up a sorted
 * copy of the labels each time: 1 µs, and an order has 27 of them, which was 7 % of its CPU.
 */
export class ToldNumbers {
  private readonly sums = new Map<Counter, Series<Sum>>();
  private readonly distributions = new Map<Histogram, Series<Buckets>>();

  constructor(private readonly scope: { readonly name: string; readonly version?: string }) {}

  add(counter: Counter, labels: Labels, by: number): void {
    this.seriesOf(this.sums, counter, () => ({ total: 0 })).at(labels).total += by;
  }

  record(histogram: Histogram, value: number, labels: Labels): void {
    const { boundaries = [] } = histogram;
    const buckets = this.seriesOf(this.distributions, histogram, () => emptyBuckets(boundaries)).at(labels);
    let at = 0;
    while (at < boundaries.length && value > boundaries[at]!) at++;
    buckets.counts[at]!++;
    buckets.sum += value;
    buckets.count++;
  }

  collect(): Promise<CollectionResult> {
    const metrics = [...this.sums].map(sumData).concat([...this.distributions].map(histogramData));
    const scopeMetrics = metrics.length ? [{ scope: { ...this.scope }, metrics }] : [];
    return Promise.resolve({ resourceMetrics: { resource: emptyResource(), scopeMetrics }, errors: [] });
  }

  private seriesOf<I extends Instrument, Cell>(all: Map<I, Series<Cell>>, one: I, make: () => Cell): Series<Cell> {
    const series = all.get(one) ?? new Series(make);
    all.set(one, series);
    return series;
  }
}

const emptyBuckets = (boundaries: readonly number[]): Buckets => ({
  counts: new Array<number>(boundaries.length + 1).fill(0),
  sum: 0,
  count: 0,
});

const descriptorOf = ({ name, description, unit }: Instrument) => ({
  name,
  description,
  unit,
  valueType: ValueType.DOUBLE,
});

const sumData = ([counter, series]: [Counter, Series<Sum>]): MetricData => ({
  ...CUMULATIVE,
  descriptor: descriptorOf(counter),
  dataPointType: DataPointType.SUM,
  isMonotonic: true,
  dataPoints: series.points(({ total }) => total),
});

const histogramData = ([histogram, series]: [Histogram, Series<Buckets>]): MetricData => ({
  ...CUMULATIVE,
  descriptor: descriptorOf(histogram),
  dataPointType: DataPointType.HISTOGRAM,
  dataPoints: series.points((buckets) => distributionOf(buckets, histogram.boundaries ?? [])),
});

const distributionOf = ({ counts, sum, count }: Buckets, boundaries: readonly number[]): Distribution => ({
  buckets: { boundaries: [...boundaries], counts: [...counts] },
  sum,
  count,
});
