import { z } from 'zod';
import { contexts } from '#contexts';
import { contractsIn } from '#libs/hosting';
import { fieldsOf, MOST_REPLY, MOST_ROWS, pageOf, type Contract } from '#libs/messaging/contract';
import * as operations from '#libs/messaging/ops';
import { largest, largestRows } from './largest.js';

const all = [operations, ...Object.values(contexts.contexts).map(({ contracts }) => contracts)].flatMap(contractsIn);
const answered = all
  .map(({ contract }): Contract => contract)
  .filter(({ kind, reply }) => reply && (kind === 'query' || kind === 'command'));

it.each(answered.map(({ name, reply }) => [name, reply!] as const))(
  'the largest reply to %s is one that may be sent',
  (_, reply) => {
    expect(largest(reply)).toBeLessThanOrEqual(MOST_REPLY);
    for (const row of largestRows(reply)) expect(row).toBeLessThanOrEqual(MOST_ROWS);
  },
);

it('a contract whose reply can be too large is found', () => {
  const row = z.object({ id: z.uuid(), name: z.string().max(200) });
  for (const reply of [
    z.object({ text: z.string() }),
    z.object({ data: z.array(row) }),
    z.object({ data: z.array(row).max(500) }),
    z.object({ any: z.record(z.string(), z.unknown()) }),
    z.object({ nested: z.object({ any: z.unknown() }).nullable() }),
    z.object({ fields: fieldsOf(MOST_REPLY) }),
  ])
    expect(largest(reply)).toBeGreaterThan(MOST_REPLY);
  expect(largest(pageOf(row))).toBeLessThan(MOST_REPLY);
  expect(largestRows(pageOf(z.object({ text: z.string() })))).toEqual([Infinity]);
});
