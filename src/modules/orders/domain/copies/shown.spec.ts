import { shown, type Stands } from './shown.js';

const [begunAt, now] = [new Date('2026-11-24T10:00:00Z'), new Date('2026-11-24T10:00:10Z')];
const around = { projection: 'orders', codeShape: 2, total: 1_000, now };
const filling: Stands = {
  store: 'postgres',
  copy: 2,
  state: 'building',
  shape: 2,
  changedAt: begunAt,
  filled: 400,
  begunAt,
  filledAt: null,
  lagSeconds: 12.5,
  holder: 'monolith-1',
  documents: 390,
};

it('a copy that is being filled says how fast, and how long it will take', () =>
  expect(shown(filling, around)).toEqual({
    projection: 'orders',
    codeShape: 2,
    store: 'postgres',
    copy: 2,
    state: 'building',
    shape: 2,
    changedAt: begunAt.toISOString(),
    filled: 400,
    total: 1_000,
    isFilled: false,
    perSecond: 40,
    secondsLeft: 15,
    lagSeconds: 12.5,
    holder: 'monolith-1',
    documents: 390,
  }));

it.each([
  ['is filled', { filledAt: now }, { isFilled: true, perSecond: null, secondsLeft: null }],
  ['has not begun', { begunAt: null, filled: 0 }, { isFilled: false, perSecond: null, secondsLeft: null }],
  ['is given up meanwhile', { state: 'dropped' }, { isFilled: false, perSecond: null, secondsLeft: null }],
  ['has no document yet', { filled: 0 }, { perSecond: 0, secondsLeft: null }],
  ['has just begun', { begunAt: now, filled: 100 }, { perSecond: 100, secondsLeft: 9 }],
  ['has more than was estimated', { filled: 1_010 }, { total: 1_010, secondsLeft: 0 }],
] as const)('a copy that %s', (_, more, said) => expect(shown({ ...filling, ...more }, around)).toMatchObject(said));
