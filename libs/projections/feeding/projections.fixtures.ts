import type { Tally } from './memory-store.fixtures.js';
import type { Projection } from './projection.js';

export const idOf = (n: number): string => `01990000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
export const PRODUCT = idOf(0xabc);

/** Documents count the events of their stream, and carry one name. */
export const tallies: Projection<Tally> = {
  name: 'tallies',
  shape: 1,
  root: 'sale',
  streams: ['sale'],
  names: [{ table: 'label', key: 'id' }],
  build: async (ask, ids) => {
    const rows = await ask<{ id: string; events: number }>(
      `SELECT right(stream, 36) AS id, count(*)::int AS events FROM event WHERE stream = ANY(ARRAY(SELECT 'sale-' || id FROM unnest($1::text[]) AS id)) GROUP BY 1`,
      [`{${ids.join(',')}}`],
    );
    const [label] = await ask<{ name: string; version: number }>('SELECT name, version FROM label WHERE id = $1', [
      PRODUCT,
    ]);
    const named = { name: label?.name ?? null, named: PRODUCT };
    return rows.map(({ id, events }) => ({ id, events, version: events + (label?.version ?? 0), ...named }));
  },
};

/** Appends an event to the stream of a number. */
export const append = (n: number, version = 1, stream = 'sale'): string =>
  `INSERT INTO event (stream, version, type, data, headers, at) VALUES ('${stream}-${idOf(n)}', ${version}, 'sold', '{}', '{}', now())`;
