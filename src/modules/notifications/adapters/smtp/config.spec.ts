import { Config } from '#libs/config';
import { mailConfig } from './config.js';

const read = (env: NodeJS.ProcessEnv) => Config.read([mailConfig], env).get(mailConfig);

it('needs nothing, and a sender where it sends', () => {
  expect(read({})).toEqual({});
  const env = { SMTP_URL: 'smtp://127.0.0.1:2525', CLEAVE_MAIL_FROM: 'Cleave <orders@example.com>' };
  expect(read(env)).toEqual(env);
  expect(() => read({ SMTP_URL: env.SMTP_URL })).toThrow('SMTP_URL needs CLEAVE_MAIL_FROM');
});

it('writes to staff only where it sends', () => {
  const env = { CLEAVE_STAFF_MAIL: 'ada@example.com, bob@example.com' };
  expect(() => read(env)).toThrow('CLEAVE_STAFF_MAIL needs SMTP_URL');
  const sends = { SMTP_URL: 'smtp://127.0.0.1:2525', CLEAVE_MAIL_FROM: 'orders@example.com' };
  expect(read({ ...sends, ...env })).toEqual({ ...sends, ...env });
});

it.each([
  [{ SMTP_URL: 'http://ada:hunter2@example.com' }, 'SMTP_URL must be smtp:// or smtps://'],
  [{ CLEAVE_STAFF_MAIL: 'ada@example.com; hunter2' }, 'CLEAVE_STAFF_MAIL must be up to 10 addresses'],
  [{ CLEAVE_MAIL_FROM: 'hunter2\r\n' }, 'CLEAVE_MAIL_FROM must be an address'],
])('refuses %j without a word of what it is', (env, words) => {
  expect(() => read(env)).toThrow(words);
  expect(() => read(env)).not.toThrow('hunter2');
});
