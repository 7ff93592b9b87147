import { PublicReadiness } from './public-readiness.js';
import { Readiness, type Check } from './readiness.js';

it('says which part is not ready, and keeps the reason, which may name a host', () => {
  const readiness = new Readiness();
  const told = new PublicReadiness(readiness);
  expect(told.all.map(({ name, reason }) => [name, reason()])).toEqual([['process', 'it is not ready']]);
  readiness.serve([
    { name: 'orders', reason: () => 'connect ECONNREFUSED 10.0.0.7:5432' },
    { name: 'users', reason: () => undefined },
    { name: 'tcp', reason: () => undefined, details: () => ({ refused: { forged: 1 } }) },
  ]);
  expect(told.all.map(({ name, reason }) => [name, reason()])).toEqual([
    ['orders', 'it is not ready'],
    ['users', undefined],
    ['tcp', undefined],
    ['process', undefined],
  ]);
  expect((told.all as readonly Check[]).filter(({ details }) => details)).toEqual([]);
});
