import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Int64, Seldom } from '#libs/messaging';
import type * as domain from '../domain/payment.js';

@Entity('payment')
export class Payment implements domain.Payment {
  @PrimaryColumn({ name: 'order_id', type: 'uuid' }) readonly orderId!: string;
  @Column({ name: 'user_id', type: 'uuid', nullable: true }) readonly userId!: string | null;
  @Column({ name: 'status', type: 'text' }) readonly status!: domain.Payment['status'];
  @Int64({ name: 'amount' }) readonly amount!: number;
  @Column({ name: 'currency', type: 'text' }) readonly currency!: string;
  @Int64({ name: 'captured' }) readonly captured!: number;
  @Int64({ name: 'refunded' }) readonly refunded!: number;
  @Seldom() @Int64({ name: 'promised' }) readonly promised!: number;
  @Column({ name: 'reason', type: 'text', nullable: true }) readonly reason!: string | null;
  @Column({ name: 'since', type: 'timestamptz' }) readonly since!: Date;
}
