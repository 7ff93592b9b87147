import type { Carrier, Frame, Receipt } from '../envelope.js';
import { Unreachable } from '../errors.js';

type Way = Pick<Carrier, 'deliver'>;

/**
 * Delivers every frame twice, and gives the receipts of both: what FRAMES_TWICE arms. Of two frames, one meets its copy on
 * the way, in the same batch or at another replica; the copy of the other sets out after the receipts, and meets the inbox.
 */
export function twice(way: Way): Way {
  let frames = 0;
  const deliver = async (frame: Frame): Promise<readonly Receipt[]> => {
    const begun = performance.now();
    const first = Promise.try(() => way.deliver(frame));
    if (++frames % 2) await first.catch(() => undefined);
    const copy = { ...frame, remainingMs: Math.max(1, frame.remainingMs - (performance.now() - begun)) };
    return receiptsOf(await Promise.allSettled([first, Promise.try(() => way.deliver(copy))]));
  };
  return { deliver };
}

/** An answer goes before none; that nothing was reached is only true when neither has reached anybody. */
function receiptsOf(both: readonly PromiseSettledResult<readonly Receipt[]>[]): readonly Receipt[] {
  const answered = both.filter((one) => one.status === 'fulfilled');
  if (answered.length) return answered.flatMap(({ value }) => value);
  const reasons = both.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
  throw reasons.find((reason) => !(reason instanceof Unreachable)) ?? reasons[0];
}
