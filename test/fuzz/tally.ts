import type { Route } from './document.js';

/** Successes that a run may go without: specs of their own show them. */
const RARE = [
  'POST /v1/webhooks/payments 200', // what is not signed is refused
  'POST /v1/ops/sagas/{id}/steps/{step}/{help} 200', // a checkout waits for a person only after ten minutes
  'POST /v1/ops/reconciliation/{comparer}/{id}/repair 200', // nothing differs
  ...['v1', 'v2'].map((version) => `POST /${version}/orders/{id}/cancellation 202`), // most orders are under way for milliseconds
  ...['v1', 'v2'].flatMap((version) => [
    `POST /${version}/orders/{id}/refunds 202`, // a wish has to fit the order, and nobody else must have cancelled it
    `POST /${version}/orders/{id}/refunds/preview 200`,
  ]),
];

/** How often each route answered with each status. */
export class Tally {
  private readonly counts = new Map<string, Map<number, number>>();

  add(route: string, status: number): void {
    const row = this.counts.get(route) ?? new Map<number, number>();
    this.counts.set(route, row.set(status, (row.get(status) ?? 0) + 1));
  }

  of(status: number): number {
    return [...this.counts.values()].reduce((sum, row) => sum + (row.get(status) ?? 0), 0);
  }

  /** A line for each route. */
  get lines(): readonly string[] {
    const width = Math.max(...[...this.counts.keys()].map(({ length }) => length));
    return [...this.counts]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([route, row]) => {
        const statuses = [...row].toSorted(([a], [b]) => a - b).map(([status, count]) => `${status}: ${count}`);
        return `${route.padEnd(width)}  ${statuses.join('  ')}`;
      });
  }

  /** Successes that a route documents and never had. */
  missing(routes: readonly Route[]): readonly string[] {
    return routes.flatMap(({ name, operation }) =>
      Object.keys(operation.responses)
        .filter((status) => /^[23]/.test(status) && !this.counts.get(name)?.has(Number(status)))
        .map((status) => `${name} ${status}`)
        .filter((success) => !RARE.includes(success)),
    );
  }
}
