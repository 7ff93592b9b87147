import { connectionsOf } from './connections.js';
import { known, WHOLE } from './known.fixtures.js';
import { parsePlacement } from './parse-placement.js';
import { monolithPlacement } from './presets.js';

it('counts pool, batch loop and sweep of every context, and its further databases', () => {
  expect(connectionsOf(monolithPlacement(known), known)).toEqual([{ connections: 5 * (5 + 2) + 3 }]);
  expect(connectionsOf(monolithPlacement(known), known, 10)).toEqual([{ connections: 5 * (10 + 2) + 3 }]);
});

it('counts every replica, and each server by itself', () => {
  const text = `${WHOLE.trimEnd()} { replicas: 3 }\ndatabases: { payments: { url: '\${PAYMENTS_DATABASE_URL}', pool: 10 } }`;
  expect(connectionsOf(parsePlacement(text, 'x.yaml', known), known)).toEqual([
    { connections: 4 * (5 + 2) + 3 * 3 },
    { server: '${PAYMENTS_DATABASE_URL}', connections: 3 * (10 + 2) },
  ]);
});
