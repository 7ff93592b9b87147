import { underKeys } from './tries.js';

const kept = Object.assign(new Error('kept'), { statusCode: 500, headers: { 'idempotent-replayed': 'true' } });

/** Fails so often, then says under which key it was called. */
function failing(times: number, error: Error = kept) {
  const keys: string[] = [];
  const call = async (key: string) => {
    keys.push(key);
    if (keys.length <= times) throw error;
    return key;
  };
  return { keys, call };
}

it('goes on under the next key when an error is kept under one', async () => {
  const { keys, call } = failing(2);
  expect(await underKeys('a', call)).toBe('a:3');
  expect(keys).toEqual(['a', 'a:2', 'a:3']);
});

it('does not go on after another error, or when it may not', async () => {
  const other = failing(1, new Error('another'));
  await expect(underKeys('a', other.call)).rejects.toThrow('another');
  const forbidden = failing(1);
  await expect(underKeys('a', forbidden.call, async () => false)).rejects.toThrow('kept');
  expect([...other.keys, ...forbidden.keys]).toEqual(['a', 'a']);
});

it('gives up at last', async () => {
  const { keys, call } = failing(100);
  await expect(underKeys('a', call)).rejects.toThrow('kept');
  expect(keys).toHaveLength(8);
});
