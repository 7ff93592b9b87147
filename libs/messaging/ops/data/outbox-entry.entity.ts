import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An outbox row for a dead letter that is sent again: with its old id, for the sweep, no failures, and a new creation time. */
@Entity('outbox')
export class OutboxEntry {
  @PrimaryColumn({ name: 'id', type: 'uuid' }) readonly id!: string;
  @PrimaryColumn({ name: 'receiver', type: 'text' }) readonly receiver!: string;
  @Column({ name: 'type', type: 'text' }) readonly type!: string;
  @Column({ name: 'key', type: 'text' }) readonly key!: string;
  @Column({ name: 'body', type: 'text' }) readonly body!: string;
  @Column({ name: 'headers', type: 'text' }) readonly headers!: string;
  @Column({ name: 'due_at', type: 'timestamptz' }) readonly dueAt!: Date;
  @Column({ name: 'sends', type: 'integer' }) readonly sends!: number;
  @Column({ name: 'sent_by', type: 'text' }) readonly sentBy!: string;
}
