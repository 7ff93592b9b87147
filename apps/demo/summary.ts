import { styleText } from 'node:util';
import type { Ending } from './follow.js';
import { mailsOf } from './stories.js';

/** Whether the order has the expected state and reason, exactly the expected e-mails, and has given something back only if it should. */
export function isAsItShould({ story, order, mails }: Ending): boolean {
  const { ends, returns } = story;
  const kinds = mails.map(({ kind }) => kind).join();
  const isRefunded = order.refunded.amount > 0;
  return (
    order.status === ends.status &&
    order.reason === ends.reason &&
    kinds === mailsOf(story).join() &&
    isRefunded === (returns !== undefined)
  );
}

/** The table at the end, and whether all orders ended as expected. */
export function summary(endings: readonly Ending[]): string {
  const failed = endings.filter((ending) => !isAsItShould(ending)).length;
  const verdict = failed
    ? styleText('red', `${failed} of ${endings.length} orders did not end as they should.`)
    : styleText('green', `All ${endings.length} orders ended as they should.`);
  return [row(['order', 'ended', 'after', 'e-mails', 'right']), ...endings.map(rowOf), '', verdict].join('\n');
}

const WIDTHS = [38, 28, 10, 19, 5];
const RIGHT = 2;

const row = (cells: readonly string[]): string =>
  cells
    .map((cell, n) => (n === RIGHT ? `${cell.padStart(WIDTHS[n]! - 2)}  ` : cell.padEnd(WIDTHS[n]!)))
    .join('')
    .trimEnd();

function rowOf(ending: Ending): string {
  const { story, order, tookMs, mails } = ending;
  const state = order.reason ? `${order.status}, ${order.reason}` : order.status;
  const kinds = mails.map(({ kind }) => kind.replace('order-', '')).join() || 'none';
  return row([story.title, state, `${tookMs} ms`, kinds, isAsItShould(ending) ? 'yes' : 'NO']);
}
