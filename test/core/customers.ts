import { newId, type Refusal } from '#libs/messaging';
import { waitFor } from '#test/wait-for';
import type { Replica, Rig } from './rig.js';

const DEADLINE_MS = 500;
/** Of one request: a trouble that lasts longer is none that they were to live through. */
const MOST_TRIES = 100;

/** They buy one thing after another, each under a key of its own, and ask again for whatever was not available. */
export class Customers {
  private readonly served: number[];
  private readonly refused: number[];
  private readonly all: Promise<unknown>;
  private isOver = false;

  constructor(
    private readonly rig: Rig,
    private readonly replica: Replica,
    private readonly shelf: string,
    n = 8,
  ) {
    this.served = Array.from({ length: n }, () => 0);
    this.refused = Array.from({ length: n }, () => 0);
    this.all = Promise.all(this.served.map((_, customer) => this.buy(customer)));
    this.all.catch(() => undefined); // `leave` tells of it
  }

  /** Until every one of them has been told that it is not available, by the deadline of the request. */
  refusedOnce = (): Promise<void> => this.eachOnce('refused', this.refused);
  servedOnce = (): Promise<void> => this.eachOnce('served', this.served);

  /** They finish what they have asked for. Rejects with any answer but success and "not available". */
  async leave(): Promise<void> {
    this.isOver = true;
    await this.all;
  }

  private async eachOnce(what: string, times: number[]): Promise<void> {
    times.fill(0);
    await waitFor(async () => {
      const waiting = times.filter((n) => n === 0).length;
      return waiting ? `${waiting} of ${times.length} customers were not ${what}` : undefined;
    });
  }

  private async buy(customer: number): Promise<void> {
    while (!this.isOver) {
      const [sale, request] = [newId(), newId()];
      for (let tries = 1; !(await this.ask(customer, sale, request)); tries++)
        if (tries === MOST_TRIES) throw new Error(`a sale was refused ${tries} times`);
    }
  }

  private async ask(customer: number, id: string, request: string): Promise<boolean> {
    try {
      await this.rig.sell(this.replica, { id, shelf: this.shelf }, { id: request, deadlineMs: DEADLINE_MS });
      this.served[customer]!++;
      return true;
    } catch (error) {
      if ((error as Refusal).kind !== 'unavailable') throw error;
      this.refused[customer]!++;
      return false;
    }
  }
}
