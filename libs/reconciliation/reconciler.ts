import type { DataSource } from 'typeorm';
import { newId, written, type Clock } from '#libs/messaging';
import type { Found, Pass, Sides } from './compared.js';
import { DUE, FORGET, GONE, SEEN_AGAIN, SUSPECT } from './data/difference-sql.js';
import { LEASE, LEAVE, MOVE } from './data/place-sql.js';

/** Longer than a page takes: each question to another side has a deadline of seconds. */
const LEASE_MS = 120_000;

interface Settings {
  readonly page: number;
  readonly pauseMs: number;
}
type Known = Pick<Found, 'kind' | 'orderId'> & { readonly id: string };

/**
 * Compares a page of each pass in a round, and looks at the differences that are due again. One that is found is suspected; one that is still
 * there after the pause is open, and shown; one that is not is gone. So what is under way is no difference, and nobody has to close one.
 */
export class Reconciler {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly settings: Settings,
    private readonly sides: Sides,
  ) {}

  /** One that fails does not keep the others from being made; the first failure rejects it. */
  async round(): Promise<boolean> {
    const steps = Object.entries(this.sides.passes).map(([name, pass]) => this.lookOn(name, pass));
    const ends = await Promise.allSettled([...steps, this.lookAgain()]);
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
    return false;
  }

  private async lookOn(name: string, pass: Pass): Promise<void> {
    const now = this.clock.now();
    const until = new Date(now.getTime() + LEASE_MS);
    const [place] = await this.write<{ reached: string | null }[]>(LEASE, [name, now, until]);
    if (!place) return;
    try {
      const before = new Date(now.getTime() - this.settings.pauseMs);
      const { found, next } = await pass(place.reached ?? undefined, this.settings.page, before);
      if (found.length) await this.suspect(found);
      await this.write(MOVE, [name, next ?? null]);
    } catch (error) {
      await this.write(LEAVE, [name]);
      throw error;
    }
  }

  private async lookAgain(): Promise<void> {
    const now = this.clock.now();
    const [due] = await this.write<[Known[], number]>(DUE, [now, this.later(now), this.settings.page]);
    if (due.length) {
      const found = await this.sides.again([...new Set(due.map(({ orderId }) => orderId))]);
      const byName = new Map(found.map((one) => [nameOf(one), one]));
      const seen = due.flatMap((one) => (byName.has(nameOf(one)) ? [{ ...byName.get(nameOf(one))!, id: one.id }] : []));
      const gone = due.filter((one) => !byName.has(nameOf(one))).map(({ id }) => id);
      const sides = ['id', 'ours', 'theirs'] as const;
      await this.write(
        SEEN_AGAIN,
        sides.map((side) => seen.map((one) => one[side])),
      );
      await this.write(GONE, [gone, now]);
      await this.suspect(found); // of another kind than before
    }
    await this.write(FORGET, [now]);
  }

  private async suspect(found: readonly Found[]): Promise<void> {
    const now = this.clock.now();
    const columns = ['kind', 'orderId', 'ours', 'theirs'] as const;
    const values = columns.map((column) => found.map((one) => one[column].slice(0, 300)));
    await this.write(SUSPECT, [found.map(() => newId()), ...values, now, this.later(now)]);
  }

  private later(now: Date): Date {
    return new Date(now.getTime() + this.settings.pauseMs);
  }

  private write<Rows>(sql: string, values: unknown[]): Promise<Rows> {
    return written(this.db, (db) => db.query<Rows>(sql, values));
  }
}

const nameOf = ({ kind, orderId }: Pick<Found, 'kind' | 'orderId'>): string => `${kind} ${orderId}`;
