import pg from 'pg';
import { testServer } from '#test/postgres';
import { arrayLiteral, jsonTexts } from './array-literal.js';
import { ODD_TEXTS } from './odd-texts.fixtures.js';

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
  expect(await read(arrayLiteral(ODD_TEXTS), '$1::text[]')).toEqual(ODD_TEXTS);
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
