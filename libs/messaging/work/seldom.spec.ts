import { Column, DataSource, Entity, PrimaryColumn } from 'typeorm';
import { newId } from '../ids.js';
import { BatchState } from './batch-state.js';
import { Seldom } from './column.js';
import { many } from './loads.js';
import { Memory } from './memory.js';
import { Tables } from './tables.js';

@Entity('shelf')
class Shelf {
  @PrimaryColumn('uuid') id!: string;
  @Column('integer') taken!: number;
  @Seldom()
  @Column('integer', { nullable: true })
  limit!: number | null;
}

const [mug, cup] = [newId(), newId()];
let tables: Tables;
beforeAll(async () => {
  const dataSource = new DataSource({ type: 'postgres', entities: [Shelf] });
  await (dataSource as unknown as { buildMetadatas(): Promise<void> }).buildMetadatas();
  tables = new Tables([Shelf], dataSource);
});

/** The text of the update of two rows of which the first becomes this, after each other. */
function updateOf(...changes: readonly Partial<Shelf>[]): string {
  const loads = { shelves: many(Shelf, [mug, cup]) };
  const rows = [mug, cup].map((id) => ({ id, taken: 1, limit: null }));
  const state = new BatchState(tables, new Memory());
  state.fetches([loads]).forEach(({ keep }) => keep(rows.map((row) => ({ ...row, $xmin: 3 }))));
  for (const change of changes) {
    const shelves = rows.map((row, n) => ({ ...row, taken: 2, ...(n === 0 && change) }));
    state.apply(loads, { shelves }, new Date(0), '{}');
  }
  const [update] = state.writes();
  return update!.statement.text;
}

it('a column that few change is written when one row changes it, and not otherwise', () => {
  expect(updateOf({ limit: null })).not.toContain('limit');
  expect(updateOf({ limit: 5 })).toContain('"limit" = r."limit"');
});

it('one that a later decision of the batch sets back is written as well', () => {
  expect(updateOf({ limit: 5 }, { limit: null })).toContain('"limit" = r."limit"');
});

it('has a statement of its own, so that neither is prepared for the other', () => {
  const names = new Set([updateOf({ limit: null }), updateOf({ limit: 5 })]);
  expect(names.size).toBe(2);
});
