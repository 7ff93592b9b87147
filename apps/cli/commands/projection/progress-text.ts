import type { Copy } from '../../api/projections.types.js';
import { duration } from '../../times.js';

const WIDTH = 20;

/** How far a copy is, in one line. @param perSecond  as it was measured last; without it the average since the fill began */
export function progressText(copy: Copy, perSecond = copy.perSecond ?? undefined): string {
  const { projection, store, copy: number, state, isFilled, filled, total, holder } = copy;
  const place = `${projection}@${store} copy ${number} (${state})`;
  const behind = copy.lagSeconds === null ? 'fed by nobody' : `${duration(copy.lagSeconds * 1_000)} behind`;
  if (isFilled) return `${place}: filled, ${behind}`;
  if (state === 'old' || state === 'dropped') return `${place}: not filled`;
  const part = total ? Math.min(1, filled / total) : 0;
  const bar = '#'.repeat(Math.floor(part * WIDTH)).padEnd(WIDTH, '.');
  const left = perSecond ? `, ${duration(Math.max(0, ((total - filled) / perSecond) * 1_000))} left` : '';
  const rate =
    perSecond === undefined ? (holder ? '' : ', nobody fills it now') : `, ${Math.round(perSecond)}/s${left}`;
  return `${place}: [${bar}] ${filled} of ${total}${rate}`;
}
