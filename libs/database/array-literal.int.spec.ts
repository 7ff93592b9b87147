import pg from 'pg';
import { testServer } from '#test/postgres';
import { arrayLiteral, jsonTexts } from './array-literal.js';

const read = async (literal: string, cast: string): Promise<unknown> => {
  const client = new pg.Client(await testServer());
  await client.connect();
  try {
    return (await client.query<{ read: unknown }>(`SELECT ${cast} AS read`, [literal])).rows[0]!.read;
  } finally {
    await client.end();
  }
};

test('PostgreSQL reads what was written, whatever the characters', async () => {
  const values = [
    'plain',
    '',
    'NULL',
    'null',
    'a,b',
    '{}',
    '"quoted"',
    'back\\slash',
    'new\nline',
    ' space ',
    'naïve ☃',
    null,
  ];
  expect(await read(arrayLiteral(values), '$1::text[]')).toEqual(values);
});

test('numbers and booleans are written as they are', async () => {
  expect(await read(arrayLiteral([1, -2, 3.5]), '$1::float8[]')).toEqual([1, -2, 3.5]);
  expect(await read(arrayLiteral([true, false]), '$1::boolean[]')).toEqual([true, false]);
  expect(arrayLiteral([])).toBe('{}');
});

test('JSON texts come back whole: the separator cannot occur in JSON', async () => {
  const texts = [{ a: 'b\u001fc' }, { quoted: '"' }].map((value) => JSON.stringify(value));
  expect(await read(jsonTexts(texts), 'string_to_array($1, chr(31))')).toEqual(texts);
});
