import { Column, Entity, PrimaryColumn } from 'typeorm';
import type * as domain from '../domain/delivery.js';

@Entity('delivery')
export class Delivery implements domain.Delivery {
  @PrimaryColumn({ name: 'order_id', type: 'uuid' }) readonly orderId!: string;
  @PrimaryColumn({ name: 'kind', type: 'text' }) readonly kind!: domain.Delivery['kind'];
  @Column({ name: 'status', type: 'text' }) readonly status!: domain.Delivery['status'];
  @Column({ name: 'since', type: 'timestamptz' }) readonly since!: Date;
  @Column({ name: 'reason', type: 'text', nullable: true }) readonly reason!: string | null;
  @Column({ name: 'html', type: 'text', nullable: true }) readonly html!: string | null;
}
