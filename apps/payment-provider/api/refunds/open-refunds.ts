import type { Books } from '../../ledger/books.js';
import type { Refund } from '../../ledger/objects.js';
import { isOpen } from './settle.js';

/** Says the last word on refunds some time after they were made. */
export class OpenRefunds {
  private readonly timers = new Set<NodeJS.Timeout>();

  constructor(
    private readonly books: Books,
    private readonly settleMs: number,
    private readonly settle: (refund: Refund) => void,
  ) {}

  watch(refund: Refund): void {
    if (!isOpen(refund, this.books.methodOf(refund.payment_intent))) return;
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      this.settle(refund);
    }, this.settleMs);
    this.timers.add(timer);
  }

  /** They are watched again after the next start. */
  stop(): void {
    for (const timer of this.timers) clearTimeout(timer);
  }
}
