import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Int64 } from '#libs/messaging';
import type * as domain from '../domain/attempt.js';

@Entity('payment_attempt')
export class PaymentAttempt implements domain.PaymentAttempt {
  @PrimaryColumn({ name: 'order_id', type: 'uuid' }) readonly orderId!: string;
  @PrimaryColumn({ name: 'kind', type: 'text' }) readonly kind!: domain.PaymentAttempt['kind'];
  @PrimaryColumn({ name: 'outcome', type: 'text' }) readonly outcome!: domain.PaymentAttempt['outcome'];
  @Int64({ name: 'amount' }) readonly amount!: number;
  @Column({ name: 'currency', type: 'text' }) readonly currency!: string;
  @Column({ name: 'reason', type: 'text', nullable: true }) readonly reason!: string | null;
  @Column({ name: 'at', type: 'timestamptz' }) readonly at!: Date;
}
