import { Api, customer, type Mail, operator, orderOf, type Product, stocked } from './api.js';
import type { Cleave, Member } from './cleave.js';
import { waitFor } from './wait-for.js';

/** Walks through every context, to see whether all of them serve. */
export class Walker {
  private constructor(
    private readonly cleave: Cleave,
    private readonly mug: Product,
  ) {}

  static async over(cleave: Cleave): Promise<Walker> {
    return new Walker(cleave, await stocked(await operator(cleave), 100_000));
  }

  /** Tries until somebody new can register, log in, order, pay and read the e-mail. Gives the milliseconds until then. */
  async untilServed(): Promise<number> {
    const begun = performance.now();
    await waitFor(() => this.walk());
    return performance.now() - begun;
  }

  /** What does not work. */
  private async walk(): Promise<string | undefined> {
    const ada = await customer(this.cleave);
    const { status, body, text } = await ada.orderAndWait(orderOf(this.mug, 1));
    if (status !== 200) return `an order is answered ${status}: ${text}`;
    const mails = await ada.get<{ data: Mail[] }>(`/v1/orders/${body.id}/messages`);
    if (mails.status !== 200) return `e-mails are answered ${mails.status}: ${mails.text}`;
    return mails.body.data.length ? undefined : 'there is no e-mail';
  }
}

/** Waits until another run of a process that was killed is ready. Gives the milliseconds until then. */
export async function untilBack(cleave: Cleave, { process, replica, pid }: Member): Promise<number> {
  const begun = performance.now();
  await waitFor(async () => {
    const next = cleave.member(process, replica);
    if (next.pid === pid) return `${process}-${replica} is still the run with pid ${pid}`;
    const { status } = await new Api(next.management).get('/readyz');
    return status === 200 ? undefined : `/readyz of ${process}-${replica} says ${status}`;
  });
  return performance.now() - begun;
}

/** `orders-1   killed      0.4 s until service   3.1 s until it is back` */
export const tableOf = (rows: readonly (readonly string[])[]): string => {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
};

export const seconds = (ms: number | undefined): string =>
  ms === undefined ? 'never' : `${(ms / 1_000).toFixed(1)} s`;
