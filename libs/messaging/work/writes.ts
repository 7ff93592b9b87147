import type { BoundStatement } from '#libs/database';
import type { Projected } from './stream-state.js';
import type { ViewRow } from './rows.js';
import type { Table } from './table.js';
import type { TableState } from './table-state.js';
import type { Tables } from './tables.js';

type States = ReadonlyMap<Table, TableState>;

/** One statement per table and kind, in the order of the tables, and guards for rows taken from memory that are not written. */
export function tableWrites(tables: Tables, locked: States, peeked: States, isRecalled: boolean): BoundStatement[] {
  return tables.inOrder.flatMap((table) => {
    const { inserts = [], updates = [] } = locked.get(table)?.changes() ?? {};
    return [
      ...(isRecalled ? guards(table, locked, peeked) : []),
      ...(updates.length ? [table.updates(updates)] : []),
      ...(inserts.length ? [table.inserts(inserts)] : []),
    ];
  });
}

function guards(table: Table, locked: States, peeked: States): BoundStatement[] {
  const [asked, looked] = [locked.get(table)?.untouched() ?? [], peeked.get(table)?.untouched() ?? []];
  return [
    ...(asked.length ? [table.guards(asked, 'locked')] : []),
    ...(looked.length ? [table.guards(looked, 'unlocked')] : []),
  ];
}

export function viewWrites(tables: Tables, projected: readonly Projected[]): BoundStatement[] {
  const rows = Map.groupBy(projected, ({ entity }) => tables.of(entity));
  return [...rows].flatMap(([table, views]) => {
    const first = views.filter(({ isFirst }) => isFirst);
    const later = views.filter(({ isFirst }) => !isFirst);
    return [
      ...(first.length ? [table.viewInserts(first as unknown as ViewRow[])] : []),
      ...(later.length ? [table.upserts(later as unknown as ViewRow[])] : []),
    ];
  });
}
