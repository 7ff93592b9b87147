import { setTimeout as pause } from 'node:timers/promises';
import { type Answer, type Api, operator, type Order, type Page, type Problem } from './api.js';
import type { System } from './cleave.js';
import { waitFor } from './wait-for.js';

const PAUSE_MS = 100;
const NEWEST = '/v1/orders/search?limit=1';

type Found = Answer<Page<Order> & Problem>;

/** Somebody of the staff who searches all the time, where there are orders. */
export class Searcher {
  /** Answers that nobody should ever see. */
  private readonly surprises: string[] = [];
  private isOver = false;
  private searching: Promise<void> | undefined;
  private last: Found | undefined;

  private constructor(private readonly staff: Api) {}

  static async over(system: System): Promise<Searcher> {
    return new Searcher(await operator(system));
  }

  /** Searches again and again until `end`. */
  begin({ mayBeRefused } = { mayBeRefused: true }): void {
    this.searching = this.search(mayBeRefused);
  }

  /** Gives the answers that nobody should ever see: a page without orders is one. */
  async end(): Promise<readonly string[]> {
    this.isOver = true;
    await this.searching;
    return this.surprises;
  }

  /** Until a search that is asked from now on finds an order. */
  untilFound(): Promise<void> {
    return waitFor(async () => this.unless(isFound, await this.ask()));
  }

  /** Until a search is told that it is not available. */
  untilRefused(): Promise<void> {
    return waitFor(async () => this.unless(isRefused, this.last));
  }

  private async search(mayBeRefused: boolean): Promise<void> {
    while (!this.isOver) {
      const answer = await this.ask();
      if (!isFound(answer) && !(mayBeRefused && isRefused(answer)))
        this.surprises.push(`${answer.status} ${answer.text}`);
      this.last = answer;
      await pause(PAUSE_MS);
    }
  }

  private ask(): Promise<Found> {
    return this.staff.get(NEWEST);
  }

  private unless(is: (answer: Found) => boolean, answer: Found | undefined): string | undefined {
    if (!answer) return 'nothing is answered yet';
    return is(answer) ? undefined : `a search is answered ${answer.status} ${answer.text}`;
  }
}

const isFound = ({ status, body }: Found): boolean => status === 200 && body.data.length > 0;
const isRefused = ({ status, headers }: Found): boolean => status === 503 && Number(headers.get('retry-after')) >= 1;
