import { fieldsOf, fitting, MOST_ROWS } from './sizes.js';

const row = (characters: number) => 'x'.repeat(characters - 3); // its quotes, and the comma behind it

it('rows end where one more would be too much', () => {
  const rows = [row(MOST_ROWS / 2), row(MOST_ROWS / 2), row(4)];
  expect(fitting(rows)).toEqual(rows.slice(0, 2));
  expect(fitting(rows.slice(0, 2))).toEqual(rows.slice(0, 2));
  expect(fitting([])).toEqual([]);
});

it('what is escaped counts as it is written', () => {
  const controls = '\u0001'.repeat(MOST_ROWS / 10);
  expect(fitting([controls, controls])).toEqual([controls]);
});

it('fields are measured as JSON', () => {
  expect(fieldsOf(20).safeParse({ text: 'x'.repeat(9) }).success).toBe(true);
  expect(fieldsOf(20).safeParse({ text: '\n'.repeat(9) }).success).toBe(false);
});
