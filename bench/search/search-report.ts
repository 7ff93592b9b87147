import { short, whole } from '../report/cells.js';
import { type Machine, machineLine } from '../report/machine.js';
import { type Column, table } from '../report/table.js';
import type { Asking } from './asking.js';
import type { Filling } from './filling.js';

export interface StoreFigures {
  /** With its version. */
  readonly store: string;
  readonly filling: Filling;
  /** Bytes; undefined where the store does not tell. */
  readonly size?: { readonly data: number; readonly indexes: number };
  readonly searches: readonly Asking[];
  /** The same questions asked of the streams. */
  readonly streams?: readonly Asking[];
  /** Answers that are not those of the streams. */
  readonly differences: readonly string[];
}

export interface SearchFigures {
  readonly date: string;
  readonly machine: Machine;
  readonly orders: number;
  /** Bytes of all events with their indexes. */
  readonly eventBytes: number;
  readonly stores: readonly StoreFigures[];
}

const MOST_TOLD = 5;

export function searchReport({ date, machine, orders, eventBytes, stores }: SearchFigures): string {
  const perOrder = (bytes: number | undefined): string => whole(bytes && bytes / orders);
  const fills: readonly Column<StoreFigures>[] = [
    { head: 'store', cell: ({ store }) => store, isText: true },
    { head: 'orders/s', cell: ({ filling: { documents, seconds } }) => whole(documents / seconds) },
    { head: 's', cell: ({ filling }) => whole(filling.seconds) },
    { head: 'MB before', cell: ({ filling }) => whole(filling.megabytes.before) },
    { head: 'after a tenth', cell: ({ filling }) => whole(filling.megabytes.tenth) },
    { head: 'half', cell: ({ filling }) => whole(filling.megabytes.half) },
    { head: 'all', cell: ({ filling }) => whole(filling.megabytes.end) },
    { head: 'most', cell: ({ filling }) => whole(filling.megabytes.most) },
    { head: 'bytes/order', cell: ({ size }) => perOrder(size?.data) },
    { head: 'indexes', cell: ({ size }) => perOrder(size?.indexes) },
  ];
  const streams = stores.find((one) => one.streams)?.streams ?? [];
  const p50 = (askings: readonly Asking[], what: string): string =>
    short(askings.find((one) => one.what === what)?.p50);
  const p99 = (askings: readonly Asking[], what: string): string =>
    short(askings.find((one) => one.what === what)?.p99);
  const questions: readonly Column<string>[] = [
    { head: 'milliseconds', cell: (what) => what, isText: true },
    ...stores.flatMap(({ store, searches }) => [
      { head: `${store.split(' ')[0]} p50`, cell: (what: string) => p50(searches, what) },
      { head: 'p99', cell: (what: string) => p99(searches, what) },
    ]),
    { head: 'the streams, p50 of three', cell: (what) => p50(streams, what) },
  ];
  return [
    `${machineLine(date, machine)}; ${whole(orders)} orders of a year, whose events take ${perOrder(eventBytes)} bytes each:`,
    table(fills, stores),
    table(
      questions,
      stores[0]!.searches.map(({ what }) => what),
    ),
    stores.map(verdict).join('\n'),
  ].join('\n\n');
}

function verdict({ store, differences }: StoreFigures): string {
  if (!differences.length) return `- ${store}: the first pages are those of the streams.`;
  const told = differences.slice(0, MOST_TOLD).map((one) => `  - ${one}`);
  return [`- ${store}: ${differences.length} answers are WRONG:`, ...told].join('\n');
}
