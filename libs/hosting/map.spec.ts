import { mapOf } from './map.js';

const database = (name: string) => `postgresql://role:a-password@127.0.0.1:5432/${name}`;
const there = {
  url: 'http://127.0.0.1:3000',
  process: 'monolith, pid 7',
  management: 'http://127.0.0.1:41000',
  door: 'gateway',
  databases: new Map([
    ['users', [database('cleave_users')]],
    ['payments', [database('cleave_payments'), database('cleave_provider')]],
  ]),
};

it('says what runs where and where its data lies, without passwords', () => {
  expect(mapOf({ ...there, embedded: { port: 5432, folder: '/var/lib/cleave/1f0c' } })).toBe(`
  Cleave is ready at http://127.0.0.1:3000

  process    monolith, pid 7; health: http://127.0.0.1:41000/health
  databases  embedded PostgreSQL, port 5432, data in /var/lib/cleave/1f0c
  contexts   gateway    the public API; no data
             users      cleave_users
             payments   cleave_payments, cleave_provider`);
});

it('says where a context runs that the placement does not name', () => {
  const unnamed = 'shipping is not placed: runs in monolith';
  expect(mapOf({ ...there, unnamed })).toContain(`/health\n             ${unnamed}\n  databases  `);
});

it('does not claim a server that is not its own', () => {
  expect(mapOf(there)).toContain('databases  PostgreSQL at the URLs that were given');
});

it('says what was started for its contexts', () => {
  expect(mapOf({ ...there, besides: ['teller, port 20001'] })).toContain(
    '\n  beside     teller, port 20001\n  contexts   ',
  );
});
