import { isStaff, maySee } from './staff.js';

it.each([
  [undefined, false],
  [{ userId: 'ada', role: 'customer' }, true],
  [{ userId: 'bob', role: 'customer' }, false],
  [{ userId: 'bob', role: 'operator' }, true],
  [{ userId: 'bob', role: 'admin' }, true],
])('%j sees what belongs to ada: %s', (somebody, sees) => {
  expect(maySee(somebody, 'ada')).toBe(sees);
});

it.each([
  ['customer', false],
  ['operator', true],
  ['admin', true],
])('a %s works here: %s', (role, works) => {
  expect(isStaff({ role })).toBe(works);
});
