import { testServer } from '#test/postgres';
import { binaryArray } from './binary-array.js';
import type { Value } from './array-literal.js';
import { Connection } from './connection.js';

const id = (last: string): string => `0190b0a5-7fff-7abc-a${last.padStart(3, '0')}-0123456789ab`;

describe('arrays in binary', () => {
  let connection: Connection;
  beforeAll(async () => {
    connection = await Connection.open({ url: await testServer(), name: 'spec', settings: {}, timeoutMs: 5_000 });
  });
  afterAll(() => connection.end());

  /** What PostgreSQL reads, as it writes it. */
  const read = async (type: string, values: readonly Value[]) => {
    const text = `SELECT v::text AS v FROM unnest($1::${type}[]) WITH ORDINALITY AS r(v, n) ORDER BY n`;
    const array = binaryArray(type, values);
    expect(array).toBeInstanceOf(Buffer);
    const [rows] = await connection.flight([{ statement: { name: `read ${type}`, text }, values: [array!] }]);
    return rows!.map(({ v }) => v);
  };

  it.each<[string, readonly Value[]]>([
    [
      'uuid',
      [id('0'), null, id('fff'), '00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff'],
    ],
    ['integer', [0, 1, -1, null, 255, 256, 65_536, 2 ** 31 - 1, -(2 ** 31)]],
    ['bigint', [0, 1, -1, null, 2 ** 32 - 1, 2 ** 32, -(2 ** 32), 2 ** 53 - 1, -(2 ** 53 - 1), -0]],
    ['xid', [0, 3, 2 ** 31, 2 ** 32 - 1]],
    ['boolean', [true, false, null]],
  ])('are read as they were meant: %s', async (type, values) => {
    const wanted = values.map((value) => (value === null ? null : String(value)));
    expect(await read(type, values)).toEqual(wanted);
    expect(await read(type, [])).toEqual([]);
    for (const [n, value] of values.entries()) expect(await read(type, [value])).toEqual([wanted[n]]);
  });

  it('are not tried with ids in capitals otherwise than in small letters', async () => {
    expect(await read('uuid', [id('abc').toUpperCase()])).toEqual([id('abc')]);
  });

  it.each<[string, Value]>([
    ['uuid', ''],
    ['uuid', id('0').slice(1)],
    ['uuid', id('0').replace('9', 'g')],
    ['uuid', id('0').replace('9', 'é')],
    ['uuid', id('0').replace('9', '🔑').slice(0, 36)],
    ['uuid', id('0').replace('-', '0')],
    ['uuid', id('0').replaceAll('0', '-')],
    ['integer', 1.5],
    ['integer', 2 ** 31],
    ['integer', '1'],
    ['integer', NaN],
    ['bigint', 2 ** 53],
    ['bigint', '9007199254740993'],
    ['boolean', 'yes'],
    ['xid', -1],
    ['text', 'a'],
    ['timestamp with time zone', '2026-01-01T00:00:00Z'],
  ])('leave to its text what is no %s that they can say: %j', (type, value) => {
    expect(binaryArray(type, [value])).toBeUndefined();
  });
});
