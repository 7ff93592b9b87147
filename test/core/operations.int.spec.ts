import fc from 'fast-check';
import { Bus, newId, type Identity, type RequestOptions } from '#libs/messaging';
import {
  Discard,
  GetDeadLetter,
  GetLag,
  ListDeadLetterGroups,
  ListDeadLetters,
  Redrive,
  TellStory,
} from '#libs/messaging/ops';
import { anyCursor } from '#libs/testing/inputs';
import { waitFor } from '#test/wait-for';
import { deadLetters, quiet } from './books.js';
import { Rig, type Replica } from './rig.js';

// What operators see and do, at two real contexts: the store cannot take some hand-outs, until its table is mended
const caller: Identity = { userId: newId(), role: 'operator' };
const shelf = newId();

let rig: Rig;
let replica: Replica;
beforeEach(async () => {
  rig = await Rig.open();
  replica = await rig.start({ settings: { retryMs: 1 } });
});
afterEach(() => rig.close());

const asked = <M extends object>(message: M, options: RequestOptions, of = replica) =>
  new Bus('gateway', (context) => of.host.carrierTo(context, 'gateway'), 10_000).request(message, {
    to: 'shop',
    ...options,
  });
const ask = <M extends object>(message: M, id = newId(), of = replica) => asked(message, { caller, id }, of);
const refused = async () => (await ask(new ListDeadLetterGroups({}))).groups[0]!;

/** So many sales whose hand-outs have died; gives the sales' ids. */
async function parked(n: number): Promise<readonly string[]> {
  const sales = Array.from({ length: n }, () => newId());
  await Promise.all(sales.map((id) => rig.sell(replica, { id, shelf, misdeed: 'breaks-a-constraint' })));
  await quiet(rig);
  return sales;
}
const mend = () => rig.query('store', 'ALTER TABLE shelf DROP CONSTRAINT shelf_taken_check');
const stateOf = async () =>
  (await rig.query<{ taken: number; changes: number }>('store', 'SELECT taken, changes FROM shelf'))[0];
const inbox = () => rig.query<{ id: string }>('store', 'SELECT id FROM inbox');
const acts = () =>
  rig.query<{ type: string; data: string }>('shop', `SELECT type, data FROM event WHERE stream LIKE 'operator-act-%'`);

describe('a dead letter', () => {
  it('is redriven under its id and taken once, however often it is asked for', async () => {
    const [sale] = await parked(1);
    const letter = (await ask(new ListDeadLetters({ limit: 10 }))).data[0]!;
    expect(letter).toMatchObject({ receiver: 'store', type: 'store.hand-out.v1', key: sale, failures: 10 });
    await mend();

    const request = newId();
    const wish = new Redrive({ id: letter.id, reason: 'the table is mended' });
    const replies = await Promise.all(Array.from({ length: 5 }, () => ask(wish, request)));
    expect(replies).toEqual(Array(5).fill({ settled: 1, already: 0, more: false }));
    await waitFor(async () => ((await inbox()).some(({ id }) => id === letter.id) ? undefined : 'it was not taken'));
    await quiet(rig);
    expect(await ask(wish, request)).toEqual(replies[0]); // the stored reply
    expect(await ask(wish)).toEqual({ settled: 0, already: 1, more: false }); // a new wish finds nothing to do
    await quiet(rig);
    expect(await stateOf()).toEqual({ taken: -1, changes: 1 });

    const shown = await ask(new GetDeadLetter({ id: letter.id, withBody: false }));
    expect(shown.letters).toMatchObject([{ settled: { by: caller.userId, why: 'redriven: the table is mended' } }]);
    expect((await acts()).map(({ type, data }) => ({ type, ...JSON.parse(data) }))).toEqual([
      {
        type: 'redriven',
        by: caller.userId,
        reason: 'the table is mended',
        letters: [{ id: letter.id, receiver: 'store', type: letter.type, key: sale }],
      },
    ]);
  });

  it('that dies again is open again', async () => {
    await parked(1);
    const { id } = (await ask(new ListDeadLetters({ limit: 1 }))).data[0]!;
    await ask(new Redrive({ id, reason: 'a try' }));
    await waitFor(async () => {
      const { letters } = await ask(new GetDeadLetter({ id, withBody: false }));
      return letters[0]!.settled ? 'it is still settled' : undefined;
    });
    expect((await ask(new ListDeadLetters({ limit: 10 }))).data).toMatchObject([{ id, failures: 10 }]);
    expect(await acts()).toMatchObject([{ type: 'redriven' }]);
  });

  it('is discarded for good', async () => {
    await parked(1);
    const { id } = (await ask(new ListDeadLetters({ limit: 1 }))).data[0]!;
    const wish = new Discard({ id, reason: 'the customer was refunded by hand' });
    expect(await ask(wish)).toEqual({ settled: 1, already: 0, more: false });
    expect(await ask(new Redrive({ id, reason: 'a mistake' }))).toEqual({ settled: 0, already: 1, more: false });
    await quiet(rig);
    expect((await ask(new ListDeadLetterGroups({}))).groups).toEqual([]);
    expect(await acts()).toMatchObject([{ type: 'discarded' }]);
  });

  it('shows its body only when it is asked for', async () => {
    const [sale] = await parked(1);
    const { id } = (await ask(new ListDeadLetters({ limit: 1 }))).data[0]!;
    expect(await ask(new GetDeadLetter({ id, withBody: false }))).not.toHaveProperty('body');
    expect(await ask(new GetDeadLetter({ id, withBody: true }))).toMatchObject({ body: { sale, shelf } });
  });
});

describe('many dead letters', () => {
  it('are one group when they died of the same, and are redriven together', async () => {
    await parked(3);
    const group = await refused();
    expect(group).toMatchObject({ receiver: 'store', type: 'store.hand-out.v1', count: 3 });
    expect(group.error).toContain('shelf_taken_check');
    await mend();
    const wish = new Redrive({ group: group.group, reason: 'mended' });
    expect(await ask(wish)).toEqual({ settled: 3, already: 0, more: false });
    await waitFor(async () => ((await inbox()).length >= 3 ? undefined : 'not all were taken'));
    await quiet(rig);
    expect(await ask(wish)).toEqual({ settled: 0, already: 0, more: false });
    expect((await ask(new GetLag({}))).lanes.find(({ receiver }) => receiver === 'store')).toMatchObject({
      deadLetters: 0,
    });
  });

  it('are listed page by page, and acted upon a hundred at a time', async () => {
    await rig.query(
      'shop',
      `INSERT INTO dead_letter (id, receiver, type, key, body, headers, failures, why, created_at)
      SELECT gen_random_uuid(), 'store', 'store.hand-out.v1', n, '{}', '{}', 1, 'internal: shelf ' || n || ' is gone', now() FROM generate_series(1, 150) AS n`,
    );
    const group = await refused();
    expect(group).toMatchObject({ count: 150, error: 'internal: shelf … is gone' });
    const seen: string[] = [];
    for (let cursor: string | undefined, more = true; more;) {
      const { data, page } = await ask(new ListDeadLetters({ limit: 60, cursor, group: group.group }));
      seen.push(...data.map(({ id }) => id));
      [cursor, more] = [page.next ?? undefined, page.hasMore];
    }
    expect(new Set(seen).size).toBe(150);
    const wish = new Discard({ group: group.group, reason: 'made up' });
    expect(await ask(wish)).toEqual({ settled: 100, already: 0, more: true });
    expect(await ask(wish)).toEqual({ settled: 50, already: 0, more: false });
  });

  it('are listed from no cursor but those that their pages gave', () =>
    fc.assert(
      fc.asyncProperty(anyCursor, async (cursor) => {
        const told = await ask(new ListDeadLetters({ limit: 1, cursor })).catch((error: unknown) => error);
        if (told instanceof Error) expect(told).toMatchObject({ code: 'ops.bad-cursor', kind: 'invalid' });
      }),
      { examples: [[Buffer.from('01890a5d-ac96-774b-bcce-b30209900001 \0').toString('base64url')]] },
    ));
});

it('the lag tells what waits for whom, and who is away', async () => {
  const lag = await ask(new GetLag({}));
  expect(lag).toMatchObject({ context: 'shop', replica: 'one', inbox: { waiting: 0 } });
  expect(lag.lanes.map(({ receiver }) => receiver)).toEqual(['shop', 'store', 'shop.effects']);
  for (const lane of lag.lanes) expect(lane).toMatchObject({ due: 0, oldestDueMs: null, deadLetters: 0, away: false });
  await rig.query(
    'shop',
    `INSERT INTO outbox (id, receiver, type, key, body, headers, due_at, sends, sent_by) VALUES
    (gen_random_uuid(), 'store', 'store.hand-out.v1', 'k', '{}', '{}', clock_timestamp() + interval '1 hour', 0, 'nobody'),
    (gen_random_uuid(), 'store', 'store.hand-out.v1', 'k', '{}', '{}', clock_timestamp() + interval '1 hour', 1, 'nobody')`,
  );
  const { lanes } = await ask(new GetLag({}));
  expect(lanes.find(({ receiver }) => receiver === 'store')).toMatchObject({
    due: 0,
    underWay: 1,
    later: 1,
    window: 10_000,
  });
  await rig.query('shop', 'DELETE FROM outbox');
});

it('the lag shows a receiver that is away, with the age of what waits for it', async () => {
  const alone = await rig.start({ name: 'alone', contexts: ['shop'], remote: () => undefined });
  await rig.replicas.shift()!.stop();
  await rig.sell(alone, { shelf });
  const lagOfStore = async () => {
    const { lanes } = await ask(new GetLag({}), newId(), alone);
    return lanes.find(({ receiver }) => receiver === 'store')!;
  };
  await waitFor(async () => {
    const { due, away, oldestDueMs } = await lagOfStore();
    return due === 1 && away && oldestDueMs !== null ? undefined : JSON.stringify(await lagOfStore());
  });
});

it('the story of a key tells messages that wait and letters that died, with what was done about them', async () => {
  const [sale] = await parked(1);
  const { id } = (await ask(new ListDeadLetters({ limit: 1 }))).data[0]!;
  await ask(new Discard({ id, reason: 'enough' }));
  await rig.query(
    'shop',
    `INSERT INTO outbox (id, receiver, type, key, body, headers, due_at, sends, sent_by)
    VALUES (gen_random_uuid(), 'shop', 'shop.reminded.v1', $1, '{}', '{}', clock_timestamp() + interval '1 hour', 0, 'nobody')`,
    [sale],
  );
  const { facts, isWhole } = await ask(new TellStory({ key: sale! }));
  expect(isWhole).toBe(true);
  expect(facts.map(({ kind, what }) => `${kind}: ${what}`)).toEqual(
    expect.arrayContaining([
      'dead-letter: store.hand-out.v1 to store is given up',
      'operator: store.hand-out.v1 to store is settled',
      'timer: shop.reminded.v1 waits for its time',
    ]),
  );
  expect(facts.map(({ at }) => at)).toEqual(facts.map(({ at }) => at).toSorted());
  expect(await ask(new TellStory({ key: newId() }))).toEqual({ facts: [], isWhole: true });
  await rig.query('shop', 'DELETE FROM outbox');
});

it('serves nobody who does not work here, whatever the gateway lets through', async () => {
  const customer = { caller: { userId: newId(), role: 'customer' } } as const;
  for (const message of [
    new GetLag({}),
    new ListDeadLetterGroups({}),
    new ListDeadLetters({ limit: 1 }),
    new GetDeadLetter({ id: newId(), withBody: true }),
    new TellStory({ key: newId() }),
    new Redrive({ id: newId(), reason: 'r' }),
    new Discard({ id: newId(), reason: 'r' }),
  ])
    for (const options of [customer, {}])
      await expect(asked(message, options)).rejects.toMatchObject({ code: 'ops.staff-only', kind: 'forbidden' });
});

it('refuses a letter that is none, and a wish that names both a letter and a group, or neither', async () => {
  for (const wish of [new Redrive({ id: newId(), reason: 'r' }), new Discard({ id: newId(), reason: 'r' })])
    await expect(ask(wish)).rejects.toMatchObject({ code: 'ops.no-dead-letter', kind: 'not-found' });
  for (const wish of [new Redrive({ id: newId(), group: 'g', reason: 'r' }), new Redrive({ reason: 'r' })])
    await expect(ask(wish)).rejects.toMatchObject({ code: 'message.invalid' });
  expect(await deadLetters(rig)).toEqual([]);
});
