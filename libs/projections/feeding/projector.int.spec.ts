import pg from 'pg';
import type { DataSource } from 'typeorm';
import { projectionDatabase } from '#test/projection-database';
import { waitFor } from '#test/wait-for';
import { MemoryStore } from './memory-store.fixtures.js';
import { append, idOf, PRODUCT, tallies } from './projections.fixtures.js';
import { Projector, type ProjectorNews, type ProjectorOptions } from './projector.js';
import type { Tally } from './memory-store.fixtures.js';

/** For as long as a busy machine needs. */
const eventually = (expectation: () => unknown) => waitFor(async () => void (await expectation()));

describe('the projector', () => {
  let [db, url, close]: [DataSource, string, () => Promise<void>] = [] as never;
  let store: MemoryStore;
  const running: Projector<Tally>[] = [];
  const waits: (string | undefined)[] = [];
  const news: ProjectorNews = {
    log: () => undefined,
    warn: () => undefined,
    wrote: () => undefined,
    waits: (_, why) => void waits.push(why),
  };
  const start = (options: Partial<ProjectorOptions<Tally>> = {}): Projector<Tally> => {
    const shared = { projection: tallies, store, context: 'shop', url, holder: 'shop-1', rate: 1e6, news };
    const projector = new Projector({ ...shared, ...options });
    projector.start();
    running.push(projector);
    return projector;
  };
  const events = (n: number, copy = 1) => store.of(copy).get(idOf(n))?.events;
  const state = (copy: number, was: string, shape = 1) =>
    db.query(
      `INSERT INTO projection_copy (projection, store, copy, state, shape, changed_at) VALUES ('tallies', 'memory', $1, $2, $3, now() - interval '1 h')
       ON CONFLICT (projection, store, copy) DO UPDATE SET state = excluded.state`,
      [copy, was, shape],
    );
  const progress = async (copy = 1) =>
    (await db.query('SELECT * FROM projection_progress WHERE copy = $1', [copy]))[0] as
      Record<string, string> | undefined;

  beforeEach(async () => {
    ({ db, url, close } = await projectionDatabase());
    store = new MemoryStore();
    waits.length = 0;
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((projector) => projector.drain()));
    await close();
  });

  it('fills the first copy with what was there before, and then feeds it', async () => {
    await db.query(append(1));
    await db.query('UPDATE event SET tx = NULL'); // as before the migration
    start();
    await eventually(() => expect(events(1)).toBe(1));
    await db.query(append(1, 2));
    await db.query(append(2));
    await eventually(() => expect([events(1), events(2)]).toEqual([2, 1]));
  });

  it('misses nothing of a transaction that began earlier and commits later than others', async () => {
    start();
    await eventually(async () => expect((await progress())?.filled_at).toBeTruthy());
    const slow = new pg.Client(url);
    await slow.connect();
    await slow.query('BEGIN');
    await slow.query(append(1));
    await db.query(append(2));
    await db.query(append(3));
    const { looks } = store;
    await eventually(() => expect(store.looks).toBeGreaterThan(looks + 1));
    await slow.query('COMMIT');
    await slow.end();
    await eventually(() => expect([events(1), events(2), events(3)]).toEqual([1, 1, 1]));
  });

  it('reads more than a page holds, also of one transaction', async () => {
    start();
    await eventually(async () => expect((await progress())?.filled_at).toBeTruthy());
    await db.query(
      `${append(0).split(' VALUES')[0]} SELECT 'sale-' || gen_random_uuid(), 1, 'sold', '{}', '{}', now() FROM generate_series(1, 9000)`,
    );
    await db.query(append(1));
    await eventually(() => expect(store.of(1).size).toBe(9_001));
  });

  it('does again what was not written when the store failed', async () => {
    let fails = true;
    store.onPut = () => fails && Promise.reject(new Error('the disk is full'));
    start();
    await db.query(append(1));
    await eventually(() => expect(waits.at(-1)).toBe('the disk is full'));
    fails = false;
    await eventually(() => expect(events(1)).toBe(1));
    await eventually(() => expect(waits.at(-1)).toBeUndefined());
  });

  it('takes over nothing that an earlier installation has left in the store', async () => {
    store.copies.set(1, new Map([[idOf(7), { id: idOf(7), version: 9, events: 9, name: null, named: PRODUCT }]]));
    await db.query(append(1));
    start();
    await eventually(() => expect([events(1), events(7)]).toEqual([1, undefined]));
  });

  it('makes a copy again that the store has lost', async () => {
    await db.query(append(1));
    start();
    await eventually(() => expect(events(1)).toBe(1));
    store.copies.clear();
    await eventually(() => expect(events(1)).toBe(1));
  });

  it('makes a copy again when its position is one of another server, without what happened after the dump', async () => {
    start();
    await eventually(async () => expect((await progress())?.filled_at).toBeTruthy());
    await db.query(`${append(1)}; ${append(2)}`);
    await eventually(() => expect([events(1), events(2)]).toEqual([1, 1]));
    store.of(1).delete(idOf(1));
    await db.query(
      `DELETE FROM event WHERE stream LIKE '%${idOf(2)}'; UPDATE projection_progress SET position = '99999999999'`,
    );
    await eventually(() => expect([events(1), events(2)]).toEqual([1, undefined]));
  });

  it('writes documents again when a name in them has changed, page by page', async () => {
    await db.query(
      `${append(0).split(' VALUES')[0]} SELECT 'sale-' || gen_random_uuid(), 1, 'sold', '{}', '{}', now() FROM generate_series(1, 1200)`,
    );
    start();
    await eventually(() => expect(store.of(1).size).toBe(1_200));
    await db.query(`INSERT INTO label VALUES ('${PRODUCT}', 'Mug', 1)`);
    await eventually(() => expect([...store.of(1).values()].filter(({ name }) => name === 'Mug')).toHaveLength(1_200));
    await eventually(async () => expect(await db.query('SELECT * FROM projection_renaming')).toEqual([]));
  });

  it('takes the names of a catalogue that is imported a hundred at a time: one a round, they cost the benchmark 12 % of its orders', async () => {
    await db.query(append(1));
    start();
    await eventually(() => expect(events(1)).toBe(1));
    await db.query(`INSERT INTO label SELECT gen_random_uuid(), 'Cup', 1 FROM generate_series(1, 999)`);
    await db.query(`INSERT INTO label VALUES ('${PRODUCT}', 'Mug', 1)`);
    await eventually(() => expect(store.of(1).get(idOf(1))?.name).toBe('Mug'));
    await eventually(async () => expect(await db.query('SELECT * FROM projection_renaming')).toEqual([]));
    expect(store.namings).toBeLessThanOrEqual(12);
  });

  it('fills a second copy beside the first, from where it was when it was stopped', async () => {
    await db.query(
      `${append(0).split(' VALUES')[0]} SELECT 'sale-' || gen_random_uuid(), 1, 'sold', '{}', '{}', now() FROM generate_series(1, 1200)`,
    );
    const first = start();
    await eventually(() => expect(store.of(1).size).toBe(1_200));
    let pages = 0;
    store.onPut = () => pages++ > 0 && Promise.reject(new Error('stopped here'));
    await state(2, 'building');
    await eventually(async () => expect((await progress(2))?.filled).toBe('500'));
    await first.drain();
    store.onPut = () => undefined;
    store.puts = 0;
    start();
    await eventually(() => expect(store.of(2).size).toBe(1_200));
    expect(store.puts).toBe(700);
    await state(2, 'dropped');
    await eventually(() => expect([...store.copies.keys()]).toEqual([1]));
    await eventually(async () => expect(await progress(2)).toBeUndefined());
  });

  it('feeds no copy of a newer form than its own', async () => {
    start();
    await eventually(async () => expect(await progress()).toBeTruthy());
    await state(2, 'building', 2);
    await db.query(append(1));
    await eventually(() => expect(events(1)).toBe(1));
    expect(await progress(2)).toBeUndefined();
    start({ projection: { ...tallies, shape: 2 }, holder: 'shop-2' });
    await eventually(() => expect(events(1, 2)).toBe(1));
  });

  it('leaves the work to another when it is stopped, and at once', async () => {
    const first = start();
    await eventually(async () => expect((await progress())?.holder).toBe('shop-1'));
    start({ holder: 'shop-2' });
    await db.query(append(1));
    await eventually(() => expect(events(1)).toBe(1));
    expect((await progress())!.holder).toBe('shop-1');
    await first.drain();
    await eventually(async () => expect((await progress())!.holder).toBe('shop-2'));
  });

  it('of somebody who was overtaken nothing is taken: its documents are older, its position is not set', async () => {
    const held = Promise.withResolvers<void>();
    store.onPut = () => held.promise;
    start();
    await db.query(append(1));
    await eventually(async () => expect((await progress())?.holder).toBe('shop-1'));
    await db.query(append(1, 2));
    await db.query(`UPDATE projection_progress SET held_until = '-infinity'`); // as when it has hung for longer than its lease
    const other = new MemoryStore();
    store.copies.forEach((documents, copy) => other.copies.set(copy, documents));
    start({ holder: 'shop-2', store: other });
    await eventually(() => expect(events(1)).toBe(2));
    held.resolve();
    await eventually(() => expect(store.puts).toBeGreaterThan(0));
    expect(events(1)).toBe(2);
    await eventually(async () => expect((await progress())!.holder).toBe('shop-2'));
  });

  it('ends in the middle of a round that hangs', async () => {
    store.onPut = () => new Promise(() => undefined);
    const projector = start();
    await db.query(append(1));
    await eventually(async () => expect((await progress())?.holder).toBe('shop-1'));
    await projector.drain();
  });
});
