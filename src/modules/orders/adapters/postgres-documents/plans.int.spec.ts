import { adminSession, type BoundStatement } from '#libs/database';
import { freshDatabase, type FreshDatabase } from '#libs/testing/postgres';
import { NAMES, type Criteria, type Wanted } from '../../ports/order-documents.js';
import { CopyStatements } from './copy-statements.js';
import { createTable } from './copy-table.js';
import { customerId, manyOrders, productId } from './many-orders.fixtures.js';
import { searchFor, totalsOf, type Question } from './search-sql.js';

interface Node {
  readonly 'Node Type': string;
  readonly 'Index Name'?: string;
  readonly Plans?: readonly Node[];
}
const nodesIn = (node: Node): readonly Node[] => [node, ...(node.Plans ?? []).flatMap(nodesIn)];

const COPY = 1;
const ORDERS = 50_000;
const month = { from: '2030-01-10T00:00:00.000Z', to: '2030-01-17T00:00:00.000Z' };
const after = { placedAt: '2030-01-20T00:00:00.000Z', id: customerId(1) };
const first = '00000000-0000-4000-8000-000000000001';
const find = (criteria: Criteria, rest: Partial<Wanted> = {}): Question =>
  searchFor(COPY, { criteria, order: 'newest', most: 51, ...rest })!;

const statements = new CopyStatements(COPY);
const customer = { table: NAMES.customers, ids: [customerId(7), customerId(8)] };
const product = { table: NAMES.products, ids: [productId(290), productId(291)] };
const textOf = (question: Question | BoundStatement): string =>
  'text' in question ? question.text : question.statement.text;

/** With PostgreSQL's own settings: the adapter also forbids sequential scans, for copies without statistics. */
describe('questions to 50,000 orders', () => {
  let database: FreshDatabase;
  beforeAll(async () => {
    database = await freshDatabase('plans');
    await adminSession(database.url, async (client) => {
      for (const { statement } of createTable(COPY)) await client.query(statement.text);
      await client.query(manyOrders(COPY, ORDERS));
      await client.query('VACUUM ANALYZE order_document_1');
    });
  });
  afterAll(() => database?.drop());

  it.each<[string, Question | BoundStatement, string]>([
    ['all', find({}), 'placed'],
    ['the next page', find({}, { after }), 'placed'],
    ['by status', find({ status: 'cancelled' }), 'in_status'],
    ['by a status that most have', find({ status: 'confirmed' }), 'placed'],
    ['by customer', find({ userId: customerId(7) }), 'of_user'],
    ['by a rare product', find({ productId: productId(290) }), 'words'],
    ['by a frequent product', find({ productId: productId(1) }), 'placed'],
    ['by period', find(month), 'placed'],
    ['by amount', find({ amountFrom: 66_000 }), 'placed'],
    ['by an amount that no order has', find({ amountFrom: 10 ** 9, currency: 'EUR' }), 'placed'],
    ['by reason', find({ reason: 'inventory.short' }), 'for_reason'],
    ['by payment', find({ payment: 'refund-failed' }), 'placed'],
    ['by a word', find({ words: ['family42'] }), 'words'],
    ['by a word that no order has', find({ words: ['nobody'] }), 'words'],
    ['by two words and a status', find({ words: ['family4', 'thing5'], status: 'cancelled' }), 'in_status'],
    ['by customer, status and period', find({ userId: customerId(7), status: 'cancelled', ...month }), 'of_user'],
    ['by status, the oldest first', find({ status: 'pending' }, { order: 'oldest' }), 'in_status'],
    ['for a page to compare', statements.page(first, 500), 'pkey'],
    ['for some orders', statements.find([first]), 'pkey'],
    ['for the orders of a renamed customer', statements.naming(customer, first, 500), 'of_user'],
    ['for the orders with a renamed product', statements.naming(product, first, 500), 'words'],
    ['for the totals of 31 days', totalsOf(COPY, { from: '2030-01-01', to: '2030-02-01' }), 'placed'],
  ])('are answered by an index: %s', async (_, question, index) => {
    const plan = await adminSession(database.url, async (client) => {
      const { rows } = await client.query(`EXPLAIN (FORMAT JSON) ${textOf(question)}`, [...question.values]);
      return nodesIn((rows as [{ 'QUERY PLAN': [{ Plan: Node }] }])[0]['QUERY PLAN'][0].Plan);
    });
    const indexes = plan.map((node) => node['Index Name']).filter((name) => name !== undefined);
    expect(plan.map((node) => node['Node Type'])).not.toContain('Seq Scan');
    expect(indexes.some((name) => new RegExp(`_(${index})$`).test(name))).toBe(true);
  });

  it.each([
    [['thing1'], 'near by'],
    [['family42', 'blue'], 'near by and far away'],
    [['000000000001'], 'far away alone'],
  ])('find all orders in order, whose words %j are %s', async (words) => {
    const { text, values } = find({ words });
    const plainly = `SELECT doc FROM order_document_1 WHERE words @@ $1::tsquery ORDER BY placed_at DESC, id DESC LIMIT 51`;
    const [found, expected] = await adminSession(database.url, async (client) => [
      (await client.query<{ doc: object }>(text, [...values])).rows,
      (await client.query<{ doc: object }>(plainly, [words.map((word) => `${word}:*`).join(' & ')])).rows,
    ]);
    expect(expected!.length).toBeGreaterThan(0);
    expect(found).toEqual(expected);
  });

  it('are not counted: statistics say how many there are', async () => {
    const { text } = statements.count().statement;
    const { rows } = await adminSession(database.url, (client) => client.query<{ n: string }>(text));
    expect(Number(rows[0]!.n)).toBeGreaterThan(0.95 * ORDERS);
    expect(Number(rows[0]!.n)).toBeLessThan(1.05 * ORDERS);
  });
});
