import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Watched } from '../domain/watched.js';

/** Decisions only add to it; `Overdue` reads, changes and deletes its rows, with statements of its own. */
@Entity('reservation_watch')
export class ReservationWatch implements Watched {
  @PrimaryColumn({ name: 'order_id', type: 'uuid' }) readonly orderId!: string;
  @Column({ name: 'looked_at', type: 'timestamptz' }) readonly lookedAt!: Date;
}
