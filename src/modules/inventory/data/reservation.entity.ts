import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Seldom } from '#libs/messaging';
import type { Line } from '#shared/kernel';
import type * as domain from '../domain/reservation.js';

@Entity('reservation')
export class Reservation implements domain.Reservation {
  @PrimaryColumn({ name: 'order_id', type: 'uuid' }) readonly orderId!: string;
  @Column({ name: 'state', type: 'text' }) readonly state!: domain.Reservation['state'];
  @Column({ name: 'lines', type: 'jsonb' }) readonly lines!: readonly Line[];
  @Seldom()
  @Column({ name: 'returned', type: 'jsonb', nullable: true })
  readonly returned?: readonly Line[] | null;
  @Column({ name: 'since', type: 'timestamptz' }) readonly since!: Date;
}
