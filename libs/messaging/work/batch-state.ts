import type { BoundStatement, Row } from '#libs/database';
import type { StoredEvent } from '../contract/index.js';
import { appendEvents, guardStreams, loadStreams } from './events-sql.js';
import type { Load, TableLoad } from './loads.js';
import type { Memory } from './memory.js';
import type { StreamLoad } from '../streams/index.js';
import { StreamState, type Projected } from './stream-state.js';
import type { Plain } from './rows.js';
import type { Table } from './table.js';
import type { LoadMode } from './table-sql.js';
import { TableState } from './table-state.js';
import type { Tables } from './tables.js';
import { tableWrites, viewWrites } from './writes.js';

export type Loads = Readonly<Record<string, Load<any, any>>>;
/** A statement to send, and what to do with its rows. */
export interface Fetch {
  readonly call: BoundStatement;
  keep(rows: readonly Row[]): void;
}

/** The rows and streams of one batch as its decisions change them, and the statements that load and write them. */
export class BatchState {
  private readonly locked = new Map<Table, TableState>();
  private readonly peeked = new Map<Table, TableState>();
  private readonly streams = new Map<string, StreamState>();
  /** The rows come from memory and are not locked: those that are not written must be guarded. */
  private isRecalled = false;

  constructor(
    private readonly tables: Tables,
    private readonly memory: Memory,
  ) {}

  /** The statements for what these loads need and is not loaded yet; locking ones in the order of the tables, streams last. */
  fetches(wanted: readonly Loads[], mode: LoadMode = 'locked'): Fetch[] {
    const names: string[] = [];
    for (const loads of wanted) {
      for (const load of Object.values(loads)) {
        if (isStream(load)) {
          if (!this.askStream(load)) names.push(nameOf(load));
        } else if (isTable(load)) this.stateOf(load).ask(load.keys);
      }
    }
    const ofStreams = names.length ? [this.fetchStreams(names)] : [];
    return [...this.tableFetches(this.peeked, 'unlocked'), ...this.tableFetches(this.locked, mode), ...ofStreams];
  }

  /** Takes what these loads need from memory instead of loading it; false when something is not in memory. */
  recall(wanted: readonly Loads[]): boolean {
    this.isRecalled = true;
    return wanted.every((loads) =>
      Object.values(loads).every((load) => {
        if (isStream(load)) return this.askStream(load);
        if (!isTable(load)) return true;
        const state = this.stateOf(load);
        return load.keys.every((key) => state.recall(key, this.memory.of(state.table)));
      }),
    );
  }

  /** True when everything that these loads need is loaded. */
  holds(loads: Loads): boolean {
    return Object.values(loads).every((load) =>
      isStream(load)
        ? this.streams.has(nameOf(load))
        : !isTable(load) || load.keys.every((key) => this.stateOf(load).has(key)),
    );
  }

  /** How many locked rows these loads found. */
  sizeOf(loads: Loads): number {
    const rows = Object.values(loads)
      .filter(isTable)
      .filter(({ kind }) => kind === 'one' || kind === 'many');
    return rows.reduce((size, load) => size + load.keys.flatMap((key) => this.stateOf(load).find(key)).length, 0);
  }

  /** The current rows and states under the names of the loads, as a decision sees them. */
  view(loads: Loads): Record<string, unknown> {
    const seen: Record<string, unknown> = {};
    for (const name in loads) {
      const load = loads[name]!;
      if (isStream(load)) seen[name] = this.streams.get(nameOf(load))!.loaded;
      else if (isTable(load) && load.kind !== 'adds') seen[name] = this.rows(load);
    }
    return seen;
  }

  /** Applies what a decision has set. Everything is checked before anything is changed, so a throw changes nothing. */
  apply(loads: Loads, set: Readonly<Record<string, unknown>>, at: Date, headers: string): void {
    const commits: (() => void)[] = [];
    for (const name in set) {
      const value = set[name];
      if (value === undefined) continue;
      const load = loads[name];
      if (!load) throw new TypeError(`the decision sets "${name}", which is not loaded`);
      if (isStream(load)) commits.push(this.streams.get(nameOf(load))!.append(value as StoredEvent[], at, headers));
      else commits.push(this.put(load as TableLoad<any, any>, value));
    }
    for (const commit of commits) commit();
  }

  /** All write statements, including the guards. */
  writes(): BoundStatement[] {
    const states = this.inOrder;
    const events = states.flatMap((state) => state.appended);
    const projected = states.flatMap((state) => state.projected);
    const seen = [...this.streams].flatMap(([name, { remembered, appended }]) =>
      remembered && !appended.length ? [{ name, version: remembered.events.length }] : [],
    );
    return [
      ...tableWrites(this.tables, this.locked, this.peeked, this.isRecalled),
      ...viewWrites(this.tables, projected),
      ...(events.length ? [appendEvents(events)] : []),
      ...(seen.length ? [guardStreams(seen)] : []),
    ];
  }

  /** After the commit of this transaction: keeps in memory what the next batch then need not read. */
  remember(transaction: number): void {
    const { memory } = this;
    for (const [name, { snapshot }] of this.streams) if (snapshot.events.length) memory.streams.set(name, snapshot);
    for (const states of [this.peeked, this.locked])
      for (const [table, state] of states) state.remember(memory.of(table), transaction);
  }

  /** View rows that this batch writes. */
  projected(): readonly Projected[] {
    return [...this.streams.values()].flatMap((state) => state.projected);
  }

  /** Sorted by name: two replicas that appended to the same streams, each in the order of its items, deadlocked. */
  private get inOrder(): readonly StreamState[] {
    return [...this.streams].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, state]) => state);
  }

  private put(load: TableLoad<any, any>, value: unknown): () => void {
    const state = this.stateOf(load);
    if (load.kind === 'peek') throw new TypeError(`the decision sets a ${load.entity.name} that it only peeked at`);
    if (load.kind === 'adds') return () => state.add(value as Plain[]);
    const rows = load.kind === 'one' ? [value as Plain] : (value as Plain[]);
    for (const row of rows) state.check(row, load.keys);
    return () => rows.forEach((row) => state.put(row));
  }

  private rows(load: TableLoad<any, any>): unknown {
    const state = this.stateOf(load);
    if (load.kind === 'one') return state.find(load.keys[0])[0];
    const rows = load.keys.flatMap((key) => state.find(key));
    return load.keys.length > 1 ? [...new Set(rows)] : rows;
  }

  private stateOf({ entity, kind }: TableLoad<any, any>): TableState {
    const states = kind === 'peek' ? this.peeked : this.locked;
    const table = this.tables.of(entity);
    let state = states.get(table);
    if (!state) states.set(table, (state = new TableState(table)));
    return state;
  }

  private tableFetches(states: ReadonlyMap<Table, TableState>, mode: LoadMode): Fetch[] {
    return this.tables.inOrder.flatMap((table) => {
      const state = states.get(table);
      if (!state) return [];
      return state.takeUnloaded().map(({ shape, keys }) => fetchRows(table, state, table.load(shape, keys, mode)));
    });
  }

  /** Asks for a stream; false when it must be read from the database. */
  private askStream(load: StreamLoad<any, any>): boolean {
    const name = nameOf(load);
    if (this.streams.has(name)) return true;
    const remembered = this.memory.streams.get(name);
    this.streams.set(name, new StreamState(load.stream, load.id, remembered));
    return remembered !== undefined || load.isNew;
  }

  private fetchStreams(names: readonly string[]): Fetch {
    return {
      call: loadStreams(names),
      keep: (rows) => {
        for (const { stream, type, data, at } of rows)
          this.streams
            .get(stream as string)!
            .replay({ type: type as string, data: JSON.parse(data as string) }, at as Date);
      },
    };
  }
}

const isStream = (load: Load<any, any>): load is StreamLoad<any, any> => load.kind === 'stream';
const isTable = (load: Load<any, any>): load is TableLoad<any, any> => load.kind !== 'stream';
const nameOf = ({ stream, id }: StreamLoad<any, any>): string => StreamState.nameOf(stream, id);

const fetchRows = (table: Table, state: TableState, call: BoundStatement): Fetch => ({
  call,
  keep: (rows) => rows.forEach((row) => state.keep(table.revive(row))),
});
