import { arrayLiteral, type BoundStatement, type Connection } from '#libs/database/wire';
import { fault } from '#libs/messaging/fault';
import type { Document, DocumentStore } from './documents.js';
import type { Projection } from './projection.js';
import { advance, advanceFill, nextIds, type Standing } from './sql/progress.js';
import { addRenamings, advanceRenamings, endRenamings, nextRenamings, type Renamings } from './sql/renaming.js';
import { inSnapshot } from './sql/snapshot.js';
import { rowsOf, statement } from './sql/statement.js';
import { changesSince } from './tail.js';

/** Documents that are built and written at once: what a few milliseconds take, and a few megabytes hold. */
const SET = 500;

const begin = statement('begin writing', 'BEGIN');
const end = statement('end writing', 'COMMIT');

export interface Feeding<D extends Document> {
  readonly projection: Projection<D>;
  readonly store: DocumentStore<D>;
  readonly connection: Connection;
  /** Who feeds, as its lease names it. */
  readonly holder: string;
  /** Told how many documents were written. */
  wrote(documents: number): void;
}

/** One step of work for one copy. Each may be repeated or done by two at once: documents are guarded by their version. */
export class CopyFeeder<D extends Document> {
  private readonly key: readonly [string, string, number];

  constructor(
    private readonly feeding: Feeding<D>,
    private readonly standing: Standing,
  ) {
    this.key = [feeding.projection.name, feeding.store.name, standing.copy];
  }

  /** Writes what has changed since the copy's position. True: there is more. Undefined: the position is of another server. */
  async feed(): Promise<boolean | undefined> {
    const { connection, projection } = this.feeding;
    const position = this.standing.position!;
    const changes = await inSnapshot(connection, (ask) => changesSince(ask, projection, position));
    if (changes.isForeign) return undefined;
    await fault('projection.read');
    await this.write(changes.ids);
    if (changes.ids.length) await fault('projection.written');
    if (changes.next === position) return false;
    const renamed = changes.subjects.filter(({ ids }) => ids.length);
    await this.atomically([
      ...renamed.map(({ table, ids }) => addRenamings(...this.key, table, arrayLiteral(ids))),
      advance(...this.key, position, changes.next),
    ]);
    return changes.isFull;
  }

  /** Writes a page of the documents that carry changed names again. True: there is more to do. */
  async rename(): Promise<boolean> {
    const { connection, store, holder } = this.feeding;
    const [next] = await rowsOf<Renamings>(connection, nextRenamings(...this.key));
    if (!next) return false;
    const { table, after, ids: subjects } = next;
    const ids = await store.naming(this.standing.copy, { table, ids: subjects.split(',') }, after ?? undefined, SET);
    await this.write(ids);
    const at = [...this.key, table, `{${subjects}}`, after, holder] as const;
    await rowsOf(connection, ids.length < SET ? endRenamings(...at) : advanceRenamings(...at, ids.at(-1)!));
    return true;
  }

  /** Fills a page from the streams. Returns how many documents; none once the copy is full. */
  async fill(): Promise<number> {
    const { isFilled, filledTo } = this.standing;
    if (isFilled) return 0;
    const { connection, projection } = this.feeding;
    const [from, to] = [`${projection.root}-${filledTo ?? ''}`, `${projection.root}.`]; // '.' is the character after '-'
    const ids = (await rowsOf<{ id: string }>(connection, nextIds(from, to, SET))).map(({ id }) => id);
    await this.write(ids);
    await fault('projection.filled');
    const isLast = ids.length < SET;
    await rowsOf(
      connection,
      advanceFill(...this.key, filledTo, ids.at(-1) ?? filledTo, ids.length, isLast ? 'true' : 'false'),
    );
    return ids.length;
  }

  private async write(ids: readonly string[]): Promise<void> {
    const { connection, projection, store, wrote } = this.feeding;
    for (let n = 0; n < ids.length; n += SET) {
      const set = ids.slice(n, n + SET);
      const documents = await inSnapshot(connection, (ask) => projection.build(ask, set));
      if (documents.length) await store.put(this.standing.copy, documents);
      wrote(documents.length);
    }
  }

  private async atomically(statements: readonly BoundStatement[]): Promise<void> {
    await this.feeding.connection.flight([begin(), ...statements, end()]);
  }
}
