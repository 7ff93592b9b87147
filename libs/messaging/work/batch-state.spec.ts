import { Column, DataSource, Entity, PrimaryColumn } from 'typeorm';
import { binaryArray, type Row } from '#libs/database';
import { BatchState, type Loads } from './batch-state.js';
import { newId } from '../ids.js';
import { adds, many, one, peek } from './loads.js';
import { stream } from '../streams/index.js';
import { Memory } from './memory.js';
import { Tables } from './tables.js';

@Entity('shelf')
class Shelf {
  @PrimaryColumn('uuid') id!: string;
  @Column('integer') taken!: number;
}
@Entity('line')
class Line {
  @PrimaryColumn('uuid', { name: 'order_id' }) orderId!: string;
  @PrimaryColumn('text') kind!: string;
  @Column('integer') count!: number;
}

const at = new Date(0);
const [mug, cup] = ['0000000a-0000-7000-a000-000000000000', '0000000b-0000-7000-a000-000000000000'];
const ids = (...all: readonly string[]) => binaryArray('uuid', all);
const till = {
  name: 'till',
  evolving: { initial: 0, evolve: (sum: number, { data }: { type: string; data: number }) => sum + data },
  upcasters: {},
  views: [],
};

let tables: Tables;
beforeAll(async () => {
  const dataSource = new DataSource({ type: 'postgres', entities: [Shelf, Line] });
  await (dataSource as unknown as { buildMetadatas(): Promise<void> }).buildMetadatas();
  tables = new Tables([Shelf, Line], dataSource);
});

/** A batch that has loaded this for its items; rows are those of the tables in their order, then of the streams. */
function loaded(items: readonly Loads[], ...rows: Row[][]): BatchState {
  const state = new BatchState(tables, new Memory());
  state.fetches(items).forEach(({ keep }, i) => keep(rows[i] ?? []));
  return state;
}
const shelf = (id: string, taken: number): Row => ({ id, taken, $xmin: 3 });
const set = (state: BatchState, loads: Loads, changes: object) =>
  state.apply(loads, changes as Record<string, unknown>, at, '{}');
/** Whether of one row or of many. */
const statements = (state: BatchState) => state.writes().map(({ statement }) => statement.name.replace(' (one)', ''));

test('items that want the same rows load them once, in one statement per table', () => {
  const state = new BatchState(tables, new Memory());
  const fetches = state.fetches([
    { a: one(Shelf, mug) },
    { b: many(Shelf, [cup, mug]) },
    { c: one(Line, { orderId: mug, kind: 'x' }) },
  ]);
  expect(fetches.map(({ call }) => call.values)).toEqual([[ids(mug, cup)], [mug, 'x']]);
  expect(state.fetches([{ a: one(Shelf, cup) }])).toEqual([]);
});

test('a decision sees what the one before it left', () => {
  const loads = { shelf: one(Shelf, mug) };
  const state = loaded([loads], [shelf(mug, 1)]);
  set(state, loads, { shelf: { id: mug, taken: 2 } });
  expect(state.view(loads)).toEqual({ shelf: { id: mug, taken: 2 } });
});

test('two changes of one row are one update, guarded by the transaction that wrote it as it was loaded', () => {
  const loads = { shelf: one(Shelf, mug) };
  const state = loaded([loads], [shelf(mug, 1)]);
  set(state, loads, { shelf: { id: mug, taken: 2 } });
  set(state, loads, { shelf: { id: mug, taken: 3 } });
  expect(statements(state)).toEqual(['update shelf']);
  expect(state.writes()[0]!.values).toEqual([mug, 3, 3, 1]);
});

test('a key that was absent becomes an insert; rows are written in the order of their keys', () => {
  const loads = { shelves: many(Shelf, [cup, mug]) };
  const state = loaded([loads]);
  set(state, loads, {
    shelves: [
      { id: cup, taken: 1 },
      { id: mug, taken: 2 },
    ],
  });
  expect(statements(state)).toEqual(['insert shelf']);
  expect(state.writes()[0]!.values).toEqual([ids(mug, cup), binaryArray('integer', [2, 1])]);
});

test('a key in another spelling is the same key', () => {
  const loads = { shelf: one(Shelf, mug.toUpperCase()) };
  expect(loaded([loads], [shelf(mug, 1)]).view(loads)).toEqual({ shelf: { id: mug, taken: 1 } });
});

test('rows that are added are written and not read', () => {
  const loads = { lines: adds(Line) };
  const state = loaded([loads]);
  set(state, loads, {
    lines: [
      { orderId: mug, kind: 'x', count: 1 },
      { orderId: mug, kind: 'y', count: 2 },
    ],
  });
  expect(statements(state)).toEqual(['insert line']);
  expect(state.view(loads)).toEqual({});
});

test.each([
  ['a name that was not loaded', { other: {} }, 'the decision sets "other", which is not loaded'],
  ['a row that was peeked at', { seen: [{ id: mug, taken: 1 }] }, 'the decision sets a Shelf that it only peeked at'],
  [
    'another row than the one loaded',
    { shelf: { id: cup, taken: 1 } },
    'the decision sets a Shelf that it did not load',
  ],
])('%s cannot be set, and nothing of the decision happens', (_, changes, why) => {
  const loads = { lines: adds(Line), shelf: one(Shelf, mug), seen: peek(Shelf, [mug]) };
  const state = loaded([loads]);
  expect(() => set(state, loads, { lines: [{ orderId: mug, kind: 'x', count: 1 }], ...changes })).toThrow(why);
  expect(state.writes()).toEqual([]);
});

test('events are appended one after another, also by two decisions', () => {
  const loads = { till: stream(till as never, mug) } as Loads;
  const state = loaded([loads], [{ stream: newStreamName(mug), type: 'sold', data: '5', at }]);
  expect(state.view(loads)).toMatchObject({ till: { version: 1, state: 5 } });
  set(state, loads, { till: [{ type: 'sold', data: 1 }] });
  set(state, loads, { till: [{ type: 'sold', data: 2 }] });
  expect(state.view(loads)).toMatchObject({ till: { version: 3, state: 8 } });
  expect(statements(state)).toEqual(['append events']);
  expect(state.writes()[0]!.values[1]).toEqual(binaryArray('integer', [2, 3]));
});

describe('the batch after it', () => {
  const memory = new Memory();
  const mine = { shelf: one(Shelf, mug), seen: peek(Shelf, [mug]) };

  beforeAll(() => {
    const first = new BatchState(tables, memory);
    first.fetches([mine]).forEach(({ keep }) => keep([shelf(mug, 1)]));
    set(first, mine, { shelf: { id: mug, taken: 2 } });
    first.remember(9);
  });
  const next = () => new BatchState(tables, memory);

  test('knows what was written, and by which transaction', () => {
    const state = next();
    expect(state.recall([mine])).toBe(true);
    expect(state.view(mine)).toEqual({ shelf: { id: mug, taken: 2 }, seen: [{ id: mug, taken: 2 }] });
    set(state, mine, { shelf: { id: mug, taken: 3 } });
    expect(statements(state)).toEqual(['guard unlocked shelf', 'update shelf']);
    expect(state.writes().map(({ values }) => values)).toEqual([
      [mug, 9, 1],
      [mug, 3, 9, 1],
    ]);
  });

  test('guards what it only looks at, and what it believes to be absent', () => {
    const [state, absent] = [next(), newId(Date.now() + 1_000)];
    expect(state.recall([mine, { other: one(Shelf, absent) }])).toBe(true);
    expect(state.view({ other: one(Shelf, absent) })).toEqual({ other: undefined });
    expect(statements(state)).toEqual(['guard shelf', 'guard unlocked shelf']);
    expect(state.writes()[0]!.values).toEqual([ids(mug, absent), binaryArray('xid', [9, 0]), 1]);
  });

  test.each([
    ['a row that nobody has loaded', { shelf: one(Shelf, cup) }],
    ['a row by another key than the primary one', { shelf: one(Shelf, { taken: 2 }) }],
    ['a stream that nobody has read', { till: stream(till as never, cup) } as Loads],
  ])('does not know %s', (_, loads) => {
    expect(next().recall([mine, loads])).toBe(false);
  });
});

const newStreamName = (id: string): string => `till-${id}`;
