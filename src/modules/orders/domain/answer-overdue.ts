import type { JournalState } from '#libs/sagas/steps';
import { CommitStock, ReleaseStock, type StockOverdue } from '#shared/contracts/inventory';

/** The journal of the checkout of the order that is asked about. */
interface Asked {
  readonly journal: { readonly state: Pick<JournalState, 'phase'> };
}

/**
 * What becomes of stock that is held for long. While the checkout is under way it decides by itself, and whatever it has sent it sends again.
 * Once it has ended nothing is sent again, so what inventory has lost of it is sent here: the release of an order that was given up, or never
 * placed, and the commit of one whose stock had left the shelf.
 */
export function answerOverdue({ orderId, lines }: StockOverdue, { journal: { state } }: Asked) {
  switch (state.phase) {
    case 'unborn':
    case 'ended':
      return { send: [new ReleaseStock({ orderId, lines })] };
    case 'done':
      return { send: [new CommitStock({ orderId, lines })] };
    case 'running':
    case 'passed':
    case 'compensating':
      return {};
  }
}
