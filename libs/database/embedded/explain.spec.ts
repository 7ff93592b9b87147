import { sentenceFor, sentenceForSystemError } from './explain.js';
import type { Home } from './home.js';

const home: Home = {
  path: '/data',
  cluster: '/data/cluster',
  log: '/data/postgres.log',
  account: undefined,
  password: '',
};

it.each([
  ['FATAL:  could not write lock file "postmaster.pid": No space left on device', 'database.disk-full'],
  ['2026-01-01 [1] FATAL:  "/data/cluster" is not a valid data directory', 'database.broken-data-folder'],
  ['PANIC:  could not locate a valid checkpoint record at 0/183C1B8', 'database.broken-data-folder'],
  ['FATAL:  could not create shared memory segment: Cannot allocate memory', 'database.cannot-start'],
  ['', 'database.cannot-start'],
])('explains %j', (output, code) => {
  const error = sentenceFor(output, home);
  expect(error.code).toBe(code);
  expect(error.message).not.toContain('\n');
});

it('explains a full disk that our own code meets', () => {
  const error = Object.assign(new Error('x'), { code: 'ENOSPC', syscall: 'write' });
  expect(sentenceForSystemError(error, home)).toMatchObject({ code: 'database.disk-full' });
});
