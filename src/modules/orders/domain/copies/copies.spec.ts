import { DropProjectionCopy } from '#shared/contracts/orders';
import { storeMeant, type Copy } from './copy.js';
import { drop } from './drop.js';
import { rebuild } from './rebuild.js';
import { MOST_LAG_S, swap } from './swap.js';

const [before, now] = [new Date('2026-11-24T10:00:00Z'), new Date('2026-11-24T11:00:00Z')];
const item = { now, id: () => '' };
const place = { projection: 'orders', store: 'postgres' };
const copyOf = (copy: number, state: Copy['state']): Copy => ({ ...place, copy, state, shape: 1, changedAt: before });

describe('the store that is meant', () => {
  const [one, two] = [['postgres'], ['mongodb', 'postgres']];
  it('is the one that is named, or the only one', () => {
    expect(storeMeant({ projection: 'orders' }, 'orders', one)).toBe('postgres');
    expect(storeMeant({ ...place }, 'orders', two)).toBe('postgres');
  });

  it.each([
    ['orders.store-not-named', { projection: 'orders' }, two],
    ['orders.store-not-named', { projection: 'orders' }, []],
    ['orders.no-such-store', { ...place, store: 'mongodb' }, one],
    ['orders.no-such-projection', { ...place, projection: 'prices' }, one],
  ])('or it is refused: %s', (code, named, stores) => expect(() => storeMeant(named, 'orders', stores)).toThrow(code));
});

describe('a rebuild', () => {
  it('begins a copy with the next number, in the shape of the code', () => {
    const begun: Copy = { ...place, copy: 2, state: 'building', shape: 7, changedAt: now };
    expect(rebuild(place, 7, { copies: [copyOf(1, 'live')] }, item)).toEqual({
      set: { copies: [begun] },
      reply: { ...place, copy: 2, state: 'building' },
    });
    expect(rebuild(place, 7, { copies: [] }, item).reply.copy).toBe(1);
  });

  it('never uses a number again, so that two copies are never taken for one another', () => {
    const copies = [copyOf(4, 'dropped'), copyOf(2, 'live'), copyOf(3, 'dropped')];
    expect(rebuild(place, 1, { copies }, item).reply.copy).toBe(5);
  });

  it.each([
    ['orders.copy-being-built', [copyOf(1, 'live'), copyOf(2, 'building')]],
    ['orders.too-many-copies', [copyOf(1, 'old'), copyOf(2, 'old'), copyOf(3, 'live')]],
  ])('is refused: %s', (code, copies) => expect(() => rebuild(place, 1, { copies }, item)).toThrow(code));
});

describe('a swap', () => {
  const copies = [copyOf(2, 'building'), copyOf(1, 'live')];
  const ready = { copy: 2, isFilled: true, lagSeconds: MOST_LAG_S };

  it('lets the new copy be searched, and keeps the one that was', () => {
    const { set, reply } = swap(place, [ready], { copies }, item);
    expect(set.copies).toEqual([
      { ...copyOf(1, 'old'), changedAt: now },
      { ...copyOf(2, 'live'), changedAt: now },
    ]);
    expect(reply).toEqual({ ...place, copy: 2, state: 'live' });
    expect(swap(place, [ready], { copies: copies.slice(0, 1) }, item).set.copies).toHaveLength(1);
  });

  it.each([
    ['is not filled', [{ ...ready, isFilled: false }]],
    ['is too far behind', [{ ...ready, lagSeconds: MOST_LAG_S + 0.1 }]],
    ['is fed by nobody', [{ ...ready, lagSeconds: null }]],
    ['is unknown to whoever looked', [{ ...ready, copy: 1 }]],
  ])('is refused while the new copy %s', (_, progress) =>
    expect(() => swap(place, progress, { copies }, item)).toThrow('orders.copy-not-ready'),
  );

  it('needs a copy that was built', () =>
    expect(() => swap(place, [ready], { copies: [copyOf(1, 'live'), copyOf(2, 'old')] }, item)).toThrow(
      'orders.no-such-copy',
    ));
});

describe('a copy that is given up', () => {
  const wish = new DropProjectionCopy({ ...place, copy: 1 });

  it.each(['old', 'building'] as const)('was %s', (state) => {
    const { set, reply } = drop(wish, { found: copyOf(1, state) }, item);
    expect(set).toEqual({ found: { ...copyOf(1, 'dropped'), changedAt: now } });
    expect(reply).toEqual({ ...place, copy: 1, state: 'dropped' });
  });

  it('stays as it is when that was decided before', () =>
    expect(drop(wish, { found: copyOf(1, 'dropped') }, item).set).toEqual({ found: copyOf(1, 'dropped') }));

  it('is not the live one, and is there', () => {
    expect(() => drop(wish, { found: copyOf(1, 'live') }, item)).toThrow('orders.copy-is-live');
    expect(() => drop(wish, { found: undefined }, item)).toThrow('orders.no-such-copy');
  });
});
