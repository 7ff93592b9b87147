import { Column, Entity, PrimaryColumn, type MigrationInterface, type QueryRunner } from 'typeorm';
import type { StoredEvent } from '#libs/messaging';
import { eventStream } from '#libs/event-store';

/** A sale counts what happened to it: each of the counters must end at one. */
@Entity('sale')
export class Sale {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') shelf!: string;
  @Column('integer') quantity!: number;
  @Column('integer') closed!: number;
  @Column('integer') thanked!: number;
  @Column('integer') reminded!: number;
  @Column('integer') rung!: number;
  @Column('boolean') recalled!: boolean;
}
/** What was handed out from a shelf, by count. */
@Entity('tally')
export class Tally {
  @PrimaryColumn('uuid') shelf!: string;
  @Column('integer') sales!: number;
  @Column('integer') quantity!: number;
}
/** The store's shelf as the shop knows it: never older than what it knew before. */
@Entity('shelf_copy')
export class ShelfCopy {
  @PrimaryColumn('uuid') shelf!: string;
  @Column('integer') taken!: number;
  @Column('integer') change!: number;
}

export class ShopInit1700000000001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE sale (id uuid PRIMARY KEY, shelf uuid NOT NULL, quantity integer NOT NULL, closed integer NOT NULL, thanked integer NOT NULL,
        reminded integer NOT NULL, rung integer NOT NULL, recalled boolean NOT NULL);
      CREATE TABLE tally (shelf uuid PRIMARY KEY, sales integer NOT NULL, quantity integer NOT NULL);
      CREATE TABLE shelf_copy (shelf uuid PRIMARY KEY, taken integer NOT NULL, change integer NOT NULL)`);
  }
  async down(): Promise<void> {}
}

export type Entry = StoredEvent<'sold', { readonly quantity: number }>;
/** The till: one stream per shelf, so that everybody who sells from it appends to the same one. */
export const till = eventStream<number, Entry>('till', { initial: 0, evolve: (sum, { data }) => sum + data.quantity });
