import { setTimeout as pause } from 'node:timers/promises';
import type { Api } from '../../api/api.js';
import { EXIT, Failure } from '../../api/failure.js';
import type { Copy } from '../../api/projections.types.js';
import { copiesOf, type Name } from './name.js';
import { progressText } from './progress-text.js';

const EVERY_MS = 1_000;
/** A fill of a hundred million orders takes less. */
const LIMIT_MS = 24 * 3_600_000;

/** Copies that are being filled. */
export const beingFilled = (copies: readonly Copy[]): readonly Copy[] =>
  copies.filter(({ state, isFilled }) => !isFilled && (state === 'building' || state === 'live'));

/**
 * Shows on stderr how far the copies are, once a second, until all are filled; a line is written only when something has changed. Returns
 * them as they are then. Throws Failure when that takes more than a day.
 */
export async function follow(api: Api, name: Name): Promise<readonly Copy[]> {
  const end = performance.now() + LIMIT_MS;
  let [before, told]: [ReadonlyMap<string, Copy>, string] = [new Map(), ''];
  for (;;) {
    const copies = await copiesOf(api, name);
    const filling = beingFilled(copies);
    const line = filling.map((copy) => progressText(copy, rateOf(copy, before.get(keyOf(copy))))).join('\n');
    if (line && line !== told) process.stderr.write(`${line}\n`);
    if (!filling.length) return copies;
    if (performance.now() > end) throw new Failure(EXIT.refused, 'It is not filled after a day.');
    [before, told] = [new Map(copies.map((copy) => [keyOf(copy), copy])), line];
    await pause(EVERY_MS);
  }
}

const keyOf = ({ projection, store, copy }: Copy): string => `${projection} ${store} ${copy}`;

/** Documents a second since the last look. */
const rateOf = ({ filled }: Copy, before: Copy | undefined): number | undefined =>
  before && filled > before.filled ? ((filled - before.filled) * 1_000) / EVERY_MS : undefined;
