import { databaseUrlOf, serverOf, urlProblem } from './database-url.js';
import { monolithPlacement } from './presets.js';
import { known } from './known.fixtures.js';

const MALFORMED =
  'must be postgresql://user:${PASSWORD}@host:5432/database or a variable such as ${ORDERS_DATABASE_URL}';
const SECRET = 'holds a password; write ${NAME} in its place and set NAME in the environment';

describe('the URL of a database in a placement', () => {
  it.each([
    ['postgresql://orders:${PASSWORD}@db:5432/orders', undefined],
    ['postgres://orders@db/orders?sslmode=require', undefined],
    ['postgresql://${USER}:${PASSWORD}@${HOST}/orders', undefined],
    ['${ORDERS_DATABASE_URL}', undefined],
    ['postgresql://orders:hunter2@db/orders', SECRET],
    ['postgresql://orders:x${PASSWORD}@db/orders', SECRET],
    ['mysql://orders@db/orders', MALFORMED],
    ['postgresql://orders:${PASSWORD@db/orders', MALFORMED],
    ['postgresql://db', MALFORMED],
    ['', MALFORMED],
  ])('%s', (url, problem) => {
    expect(urlProblem(url)).toBe(problem);
  });

  it('tells its server, and no secret', () => {
    expect(serverOf('postgresql://orders:${PASSWORD}@db:5432/orders')).toBe('db:5432');
    expect(serverOf('${ORDERS_DATABASE_URL}')).toBe('${ORDERS_DATABASE_URL}');
  });
});

describe('databaseUrlOf', () => {
  const url = 'postgresql://orders:${PASSWORD}@${HOST}/orders';
  const placement = { ...monolithPlacement(known), databases: { orders: { url } } };

  it('fills the variables in', () => {
    expect(databaseUrlOf(placement, 'orders', { PASSWORD: 'a$&b', HOST: 'db' })).toBe(
      'postgresql://orders:a$&b@db/orders',
    );
  });

  it('is undefined where the placement says nothing', () => {
    expect(databaseUrlOf(placement, 'users', {})).toBeUndefined();
  });

  it('names what is not set', () => {
    expect(() => databaseUrlOf(placement, 'orders', { PASSWORD: '' })).toThrow(
      'monolith  the database of orders needs PASSWORD and HOST in the environment',
    );
  });
});
