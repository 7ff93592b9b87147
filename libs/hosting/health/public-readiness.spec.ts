import { PublicReadiness } from './public-readiness.js';
import { Readiness } from './readiness.js';

it('says which part is not ready, and keeps the reason, which may name a host', () => {
  const readiness = new Readiness();
  const told = new PublicReadiness(readiness);
  expect(told.all.map(({ name, reason }) => [name, reason()])).toEqual([['process', 'it is not ready']]);
  readiness.serve([
    { name: 'orders', reason: () => 'connect ECONNREFUSED 10.0.0.7:5432' },
    { name: 'users', reason: () => undefined },
  ]);
  expect(told.all.map(({ name, reason }) => [name, reason()])).toEqual([
    ['orders', 'it is not ready'],
    ['users', undefined],
    ['process', undefined],
  ]);
});
