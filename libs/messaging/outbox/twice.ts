import type { Carrier, Frame, Receipt } from '../envelope.js';
import { Unreachable } from '../errors.js';

type Way = Pick<Carrier, 'deliver'>;

/**
 * For tests, enabled by FRAMES_TWICE: delivers every frame twice and returns the receipts of both. Every other frame is sent together
 * with its copy, so that both meet in one batch or in two replicas; the other copies are sent after the receipts and find the inbox row.
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

/** An answer of either copy counts. "Unreachable" is true only when both copies were not delivered. */
function receiptsOf(both: readonly PromiseSettledResult<readonly Receipt[]>[]): readonly Receipt[] {
  const answered = both.filter((one) => one.status === 'fulfilled');
  if (answered.length) return answered.flatMap(({ value }) => value);
  const reasons = both.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
  throw reasons.find((reason) => !(reason instanceof Unreachable)) ?? reasons[0];
}
