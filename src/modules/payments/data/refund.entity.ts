import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Int64 } from '#libs/messaging';
import type * as domain from '../domain/refund.js';

@Entity('refund')
export class Refund implements domain.Refund {
  @PrimaryColumn({ name: 'id', type: 'uuid' }) readonly id!: string;
  @Column({ name: 'order_id', type: 'uuid' }) readonly orderId!: string;
  @Column({ name: 'status', type: 'text' }) readonly status!: domain.Refund['status'];
  @Int64({ name: 'amount' }) readonly amount!: number;
  @Column({ name: 'currency', type: 'text' }) readonly currency!: string;
  @Column({ name: 'reason', type: 'text', nullable: true }) readonly reason!: string | null;
  @Column({ name: 'since', type: 'timestamptz' }) readonly since!: Date;
}
