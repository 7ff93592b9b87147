import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The columns of a dead letter that decisions change; the others are read by the queries that show them. */
@Entity('dead_letter')
export class DeadLetterRow {
  @PrimaryColumn({ name: 'id', type: 'uuid' }) readonly id!: string;
  @PrimaryColumn({ name: 'receiver', type: 'text' }) readonly receiver!: string;
  @Column({ name: 'type', type: 'text' }) readonly type!: string;
  @Column({ name: 'key', type: 'text' }) readonly key!: string;
  @Column({ name: 'body', type: 'text' }) readonly body!: string;
  @Column({ name: 'headers', type: 'text' }) readonly headers!: string;
  @Column({ name: 'settled_at', type: 'timestamptz', nullable: true }) readonly settledAt!: Date | null;
  @Column({ name: 'settled_by', type: 'text', nullable: true }) readonly settledBy!: string | null;
  @Column({ name: 'settled_why', type: 'text', nullable: true }) readonly settledWhy!: string | null;
}
