import { contexts } from '../contexts.fixtures.js';
import { parsePlacement, variablesIn } from '../placement/index.js';
import { seatIn } from '../seat.js';
import { environmentOf } from './environment.js';

const placement = parsePlacement(
  `
processes:
  front: { contexts: [window, shop] }
  till:
databases:
  shop: { url: 'postgresql://shop:\${SHOP_PASSWORD}@db:5432/shop' }
`,
  'two.yaml',
  contexts,
);

it('gives a process its own keys, and takes away all others', () => {
  const ours = {
    PATH: '/bin',
    DATABASE_URL: 'admin',
    CLEAVE_DATABASE_URL_FILE: 'admin',
    CLEAVE_DATABASE_URL_SHOP: 'shop',
    CLEAVE_SECRET_FILE: 'secret',
    CLEAVE_ACCEPTED_SECRET: 'secret',
    CLEAVE_KEYS: 'all',
    CLEAVE_MANAGEMENT_PORT: '9000',
    CLEAVE_POOL_SIZE: '7',
    SHOP_PASSWORD: 'secret',
    SHOP_PASSWORD_FILE: 'secret',
  };
  const environment = environmentOf(seatIn(placement, 'till', '1'), ours, {
    file: 'run/placement.yaml',
    keys: '1.keys',
    urls: new Map([
      ['till', 'postgresql://till'],
      ['bank', 'postgresql://bank'],
    ]),
    hidden: variablesIn(placement),
    isEmbedded: true,
    isPlain: false,
    format: 'text',
    more: { REDIS_URL: 'redis://here' },
  });
  expect(environment).toEqual({
    PATH: '/bin',
    CLEAVE_POOL_SIZE: '7',
    CLEAVE_DATABASE_URL_TILL: 'postgresql://till',
    CLEAVE_DATABASE_URL_BANK: 'postgresql://bank',
    CLEAVE_KEYS: '1.keys',
    CLEAVE_EMBEDDED: '1',
    CLEAVE_PLACEMENT: 'run/placement.yaml',
    CLEAVE_PROCESS: 'till',
    CLEAVE_REPLICA: '1',
    FORCE_COLOR: '1',
    LOG_FORMAT: 'text',
    REDIS_URL: 'redis://here',
  });
});
