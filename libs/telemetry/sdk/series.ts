import type { HrTime } from '@opentelemetry/api';
import { hrTime } from '@opentelemetry/core';
import type { DataPoint } from '@opentelemetry/sdk-metrics';
import type { Labels } from '../metering.js';

/** The limit of the SDK, and its name for all series beyond it. */
const MOST_SERIES = 2_000;
const OVERFLOW: Labels = { 'otel.metric.overflow': 'true' };

interface One<Cell> {
  readonly labels: Labels;
  readonly cell: Cell;
}

/** The series of one instrument: a cell for each set of labels. */
export class Series<Cell> {
  private readonly all = new Map<string, One<Cell>>();
  private readonly startTime: HrTime = hrTime();

  constructor(private readonly make: () => Cell) {}

  at(labels: Labels): Cell {
    return (this.all.get(keyOf(labels)) ?? this.begin(labels)).cell;
  }

  points<Value>(valueOf: (cell: Cell) => Value): DataPoint<Value>[] {
    const [startTime, endTime] = [this.startTime, hrTime()];
    return [...this.all.values()].map(({ labels, cell }) => ({
      startTime,
      endTime,
      attributes: labels,
      value: valueOf(cell),
    }));
  }

  private begin(given: Labels): One<Cell> {
    const labels = this.all.size < MOST_SERIES ? given : OVERFLOW;
    const key = keyOf(labels);
    const one = this.all.get(key) ?? { labels, cell: this.make() };
    this.all.set(key, one);
    return one;
  }
}

/** The values of an instrument's labels, which it always names in the same order. */
function keyOf(labels: Labels): string {
  let key = '';
  for (const name in labels) key += `${name}\u0000${labels[name]}\u0000`;
  return key;
}
