import pg from 'pg';
import type { Value } from './array-literal.js';

/** A statement that is prepared once per connection, under a name of at most 63 bytes that is used for this text only. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/** A statement with its values; an array is given as PostgreSQL's own literal (`{a,b}`) or in its binary form, null as null. */
export interface BoundStatement {
  readonly statement: Statement;
  readonly values: readonly (Value | Buffer)[];
}

export type Row = Record<string, unknown>;
export interface Column {
  readonly name: string;
  readonly decode: (text: string) => unknown;
}

/** The prepared statements of one connection; `doubtful` ones are closed before they are parsed again. */
export interface Prepared {
  readonly columns: Map<string, readonly Column[]>;
  readonly doubtful: Set<string>;
}

// pg returns int8 as text, because it may exceed 2^53; the bigints here are money and counters far below that.
const INT8 = 20;
const XID = 28;
const decoder = (oid: number): Column['decode'] =>
  oid === INT8 || oid === XID ? Number : pg.types.getTypeParser(oid, 'text');

/** The form in which pg sends a value: a Buffer as binary, everything else as text. */
const sent = (value: Value | Buffer): string | Buffer | null =>
  typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;

interface Wire {
  readonly stream: { cork(): void; uncork(): void };
  parse(message: Statement): void;
  bind(message: { statement: string; values: BoundStatement['values']; valueMapper: typeof sent }): void;
  describe(message: { type: 'P' }): void;
  execute(message: object): void;
  close(message: { type: 'S'; name: string }): void;
  sync(): void;
}

/**
 * Several statements sent together and ended by one Sync of the protocol, so that all take one round trip. A single client got 109
 * orders/s when each statement was awaited, 162–190 with flights. After an error PostgreSQL skips the remaining statements, also a
 * COMMIT. Without a BEGIN they are one transaction, which the Sync commits. The `pipeline` mode of node-postgres sends a Sync
 * per statement and refuses query objects like this.
 */
export class Flight {
  private readonly rows: Row[][] = [[]];
  private columns: readonly Column[] | undefined;
  private readonly fresh = new Set<number>();

  constructor(
    private readonly statements: readonly BoundStatement[],
    private readonly prepared: Prepared,
    private readonly done: (error: Error | undefined, rows: Row[][]) => void,
  ) {}

  submit(wire: Wire): void {
    wire.stream.cork();
    try {
      this.statements.forEach(({ statement, values }, index) => {
        const known = this.prepared.columns.has(statement.name);
        if (!known && !this.parsedBefore(index)) this.parse(wire, statement);
        if (!known) this.fresh.add(index);
        wire.bind({ statement: statement.name, values, valueMapper: sent });
        if (!known) wire.describe({ type: 'P' }); // the columns of a prepared statement are known and not requested again
        wire.execute({});
      });
      wire.sync();
    } finally {
      wire.stream.uncork();
    }
    this.begin(0);
  }

  handleRowDescription({ fields }: { fields: { name: string; dataTypeID: number }[] }): void {
    this.columns = fields.map((field) => ({ name: field.name, decode: decoder(field.dataTypeID) }));
  }

  handleDataRow({ fields }: { fields: (string | null)[] }): void {
    const row: Row = {};
    const columns = this.columns!;
    for (let i = 0; i < columns.length; i++) {
      const text = fields[i]!;
      row[columns[i]!.name] = text === null ? null : columns[i]!.decode(text);
    }
    this.rows.at(-1)!.push(row);
  }

  handleCommandComplete(): void {
    const index = this.rows.length - 1;
    if (this.fresh.has(index)) this.isPrepared(this.statements[index]!.statement);
    this.begin(index + 1);
    this.rows.push([]);
  }

  handleEmptyQuery(): void {
    this.handleCommandComplete();
  }

  handleReadyForQuery(): void {
    this.rows.pop();
    this.done(undefined, this.rows);
  }

  handleError(error: Error): void {
    const index = this.rows.length - 1;
    if (this.fresh.has(index)) this.prepared.doubtful.add(this.statements[index]!.statement.name);
    this.done(Object.assign(error, { statement: this.statements[index]?.statement.name }), []);
  }

  private begin(index: number): void {
    const bound = this.statements[index];
    this.columns = bound && this.prepared.columns.get(bound.statement.name);
  }

  private parse(wire: Wire, statement: Statement): void {
    if (this.prepared.doubtful.has(statement.name)) wire.close({ type: 'S', name: statement.name });
    wire.parse(statement);
  }

  /** Only an answer tells: after an error the server skips also a Close. */
  private isPrepared({ name }: Statement): void {
    this.prepared.columns.set(name, this.columns ?? []);
    this.prepared.doubtful.delete(name);
  }

  private parsedBefore(index: number): boolean {
    const { name } = this.statements[index]!.statement;
    return this.statements.findIndex(({ statement }) => statement.name === name) < index;
  }
}
