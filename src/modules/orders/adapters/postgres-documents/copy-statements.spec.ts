import { NAMES } from '../../ports/order-documents.js';
import { idOf, orderOf } from '../../testing/documents/any-document.js';
import { CopyStatements } from './copy-statements.js';
import { createTable } from './copy-table.js';

const LARGEST = 2 ** 31 - 1;
const statementsOf = (copy: number) => {
  const of = new CopyStatements(copy);
  const namings = Object.values(NAMES).map((table) => ({ table, ids: [idOf(1)] }));
  return [
    ...createTable(copy),
    ...[of.exists(), of.drop(), of.count(), of.find([idOf(1)]), of.put([orderOf(1)]), of.put([orderOf(1), orderOf(2)])],
    ...[undefined, idOf(1)].flatMap((after) => [of.page(after, 1), ...namings.map((one) => of.naming(one, after, 1))]),
  ].map(({ statement }) => statement);
};

it('has a name of its own for each statement of each copy, which PostgreSQL does not cut', () => {
  const all = [1, 11, LARGEST].flatMap(statementsOf);
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  expect(Math.max(...all.map(({ name }) => Buffer.byteLength(name)))).toBeLessThanOrEqual(50);
});

it('names no relation that PostgreSQL would cut', () => {
  const names = createTable(LARGEST).flatMap(({ statement }) => statement.text.match(/order_document_\w+/g));
  expect(Math.max(...names.map((name) => name!.length))).toBeLessThan(64);
});

it('knows by which names documents are found', () => {
  expect(() => new CopyStatements(1).naming({ table: 'event', ids: [idOf(1)] }, undefined, 1)).toThrow(RangeError);
});
