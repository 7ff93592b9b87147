import { testServer } from '#test/postgres';
import { Connection } from './connection.js';
import { ODD_TEXTS } from './odd-texts.fixtures.js';
import { json, plain, quoted, SetStatement } from './set-statement.js';

interface Thing {
  readonly id: number | null;
  readonly isOld: boolean;
  readonly name: string | null;
  readonly body: string;
}
const read = new SetStatement<Thing>(
  'read things',
  [
    plain('id', 'bigint', ({ id }) => id),
    plain('isOld', 'boolean', ({ isOld }) => isOld),
    quoted('name', 'text', ({ name }) => name),
    json('body', ({ body }) => body),
  ],
  (rows, more) => `SELECT id + $${more}::bigint AS id, r."isOld", name, body, $${more + 1}::text AS note FROM ${rows}`,
);

const things: Thing[] = ODD_TEXTS.map((name, n) => ({
  id: n || null,
  isOld: n % 2 > 0,
  name,
  body: JSON.stringify({ name }),
}));
const seen = things.map((thing) => ({ ...thing, id: thing.id === null ? null : thing.id + 10, note: 'x' }));

describe('rows that travel with a statement', () => {
  let connection: Connection;
  beforeAll(async () => {
    connection = await Connection.open({ url: await testServer(), name: 'spec', settings: {}, timeoutMs: 5_000 });
  });
  afterAll(() => connection.end());

  const sent = async (rows: readonly Thing[]) => (await connection.flight([read.bind(rows, 10, 'x')]))[0];

  it('arrive whole, whatever the characters', async () => {
    expect(await sent(things)).toEqual(seen);
  });

  it('arrive as well when they come alone, in a statement of their own', async () => {
    for (const [n, thing] of things.entries()) expect(await sent([thing])).toEqual([seen[n]]);
    const names = [things, [things[0]!]].map((rows) => read.bind(rows, 10, 'x').statement.name);
    expect(names).toEqual(['read things', 'read things (one)']);
  });

  it('may be none', async () => {
    expect(await sent([])).toEqual([]);
  });
});
