import { Bus, newId } from '#libs/messaging';
import { GetDeadLetter, ListDeadLetters, Redrive } from '#libs/messaging/ops';
import { channels } from '#test/channels';
import { quiet } from './books.js';
import { Rig, type ContextName, type Replica } from './rig.js';

// A sale with a word for the store alone, whose hand-out dies there: it lies in the outbox, and then as a dead letter.
const word = 'a word for the store alone';
const caller = { userId: newId(), role: 'operator' } as const;
const sale = newId();

let rig: Rig;
let replica: Replica;
beforeAll(async () => {
  rig = await Rig.open();
  replica = await rig.start({ settings: { retryMs: 1 } });
  await rig.sell(replica, { id: sale, shelf: newId(), misdeed: 'breaks-a-constraint', word });
  await quiet(rig);
});
afterAll(() => rig.close());

const ask = <M extends object>(message: M) =>
  new Bus('gateway', (context) => replica.host.carrierTo(context, 'gateway'), 10_000, channels).request(message, {
    to: 'shop',
    caller,
  });

/** The rows of all tables of a context, as text. */
async function rowsOf(context: ContextName): Promise<string> {
  const tables = await rig.query<{ name: string }>(
    context,
    `SELECT quote_ident(table_name) AS name FROM information_schema.tables WHERE table_schema = 'public'`,
  );
  const rows = await Promise.all(tables.map(({ name }) => rig.query(context, `SELECT * FROM ${name}`)));
  return JSON.stringify(rows);
}

describe('a sealed field', () => {
  it('is in the clear in no table, though its message has died', async () => {
    const [shop, store] = await Promise.all([rowsOf('shop'), rowsOf('store')]);
    expect(shop).toContain('sealed.1.');
    expect(shop + store).not.toContain(word);
  });

  it('is not shown with the body of the dead letter, and is opened when that is sent again', async () => {
    const [letter] = (await ask(new ListDeadLetters({ limit: 1 }))).data;
    expect(letter).toMatchObject({ type: 'store.hand-out.v1', key: sale });
    const shown = await ask(new GetDeadLetter({ id: letter!.id, withBody: true }));
    expect(shown.body).toMatchObject({ sale, word: expect.stringMatching(/^sealed\.1\./) });
    expect(JSON.stringify(shown)).not.toContain(word);

    await rig.query('store', 'ALTER TABLE shelf DROP CONSTRAINT shelf_taken_check');
    await ask(new Redrive({ id: letter!.id, reason: 'the table is mended' }));
    await quiet(rig);
    expect(await rig.query('store', 'SELECT taken FROM shelf')).toEqual([{ taken: -1 }]);
  });
});
