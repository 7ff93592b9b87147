import { CommonPasswords } from './common-passwords.js';

const common = new CommonPasswords();

it.each(['password', 'password1', '12345678', 'iloveyou1', 'qwertyuiop', 'P@ssw0rd', 'Password1', 'PRINCESS1'])(
  '%s is tried first',
  async (password) => expect(await common.has(password)).toBe(true),
);

it.each(['correct horse', 'password of Ada', 'xkcd 936 has it'])('%s is not', async (password) =>
  expect(await common.has(password)).toBe(false),
);
