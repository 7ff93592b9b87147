import type { Answer } from './http-connection.js';
import { percentilesOf } from './percentiles.js';
import type { Measured, Totals } from './protocol.js';

const CONFIRMED = '"status":"confirmed"';
const TOTAL = /"total":\{"amount":(\d+)/;
const CODE = /"code":"([^"]+)"/;

/** Counts answers. Only orders that the answer calls confirmed count, not those that are only accepted. */
export class Tally {
  private confirmed = 0;
  private amount = 0;
  private readonly others: Record<string, number> = {};
  private latencies: number[] | undefined;
  private since = 0;

  begin(): void {
    this.latencies = [];
    this.since = performance.now();
  }

  measured(): Measured {
    const seconds = (performance.now() - this.since) / 1_000;
    const latencies = this.latencies ?? [];
    this.latencies = undefined;
    return { confirmed: latencies.length, seconds, ms: percentilesOf(latencies) };
  }

  /** True when the order is confirmed. */
  count({ status, body }: Answer, ms: number): boolean {
    const isConfirmed = status === 200 && body.includes(CONFIRMED);
    if (!isConfirmed) {
      this.other(`${status} ${CODE.exec(body)?.[1] ?? ''}`.trim());
      return false;
    }
    this.confirmed++;
    this.amount += Number(TOTAL.exec(body)?.[1]);
    this.latencies?.push(ms);
    return true;
  }

  /** An accepted order that was still pending at the end of its `Prefer: wait`. */
  unended(ms: number): void {
    this.latencies?.push(ms);
  }

  other(what: string): void {
    this.others[what] = (this.others[what] ?? 0) + 1;
  }

  get totals(): Totals {
    return { confirmed: this.confirmed, amount: this.amount, others: this.others };
  }
}
