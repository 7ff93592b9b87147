import { newId } from '#libs/messaging';
import { complaints, deadLetters, quiet } from './books.js';
import { decided } from './contexts/shop.handlers.js';
import { Rig, type Replica } from './rig.js';
import { brokenGuards, watchGuards } from './witnesses.js';

// T7: what a decision was based on has changed before it is written
let rig: Rig;
let one: Replica;
let two: Replica;

beforeAll(async () => {
  rig = await Rig.open();
  one = await rig.start({ name: 'one' });
  two = await rig.start({ name: 'two' });
  await watchGuards(rig, 'shop');
});
afterEach(async () => {
  await quiet(rig);
  expect(await complaints(rig)).toEqual([]);
  expect(await deadLetters(rig)).toEqual([]);
});
afterAll(() => rig.close());

const broken = () => brokenGuards(rig, 'shop');
const runsOf = (sale: string) => decided.filter(({ id }) => id === sale).length;

/** Rows are locked from load to write, so nobody else can do this: a trigger of the very transaction changes the row, once. */
const MISCHIEF = `
  CREATE SEQUENCE mischief;
  CREATE FUNCTION do_mischief() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF nextval('mischief') = 1 THEN UPDATE tally SET quantity = quantity + 100 WHERE shelf = NEW.shelf; END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER mischief AFTER UPDATE ON sale FOR EACH ROW WHEN (NEW.closed > OLD.closed) EXECUTE FUNCTION do_mischief()`;

test('a row: nothing of the batch is written, and it is decided again', async () => {
  const shelf = newId();
  await rig.sell(one, { shelf });
  await quiet(rig);
  await rig.query('shop', MISCHIEF);
  await Promise.all(Array.from({ length: 20 }, () => rig.sell(one, { shelf, quantity: 2 })));
  await quiet(rig);
  expect(await broken()).toBeGreaterThanOrEqual(1); // another one when the other replica has answered in between
  expect(await rig.query('shop', 'SELECT quantity FROM tally WHERE shelf = $1', [shelf])).toEqual([{ quantity: 41 }]);
  await rig.query('shop', 'DROP TRIGGER mischief ON sale');
});

test('a stream that is appended to: the decision is taken again on what is there now', async () => {
  const [shelf, sale] = [newId(), newId()];
  await rig.sell(one, { shelf });
  await rig.sell(two, { shelf }); // of which one knows nothing
  await rig.sell(one, { shelf, id: sale });
  expect(runsOf(sale)).toBe(2);
});

test('a stream that is only looked at: the decision is taken again, too', async () => {
  const [shelf, sale] = [newId(), newId()];
  await rig.sell(one, { shelf, id: sale });
  await rig.sell(two, { shelf });
  const before = await broken();
  await rig.sell(one, { shelf, id: sale }); // it is there: nothing to append
  rig.sold.pop();
  expect(await broken()).toBe(before + 1);
  // at first, on what was remembered, and on what is there; once more when a reaction of the other replica held up the batch
  expect(runsOf(sale)).toBeGreaterThanOrEqual(3);
});
