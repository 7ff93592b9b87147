import { Column, Entity, PrimaryColumn } from 'typeorm';
import type * as domain from '../domain/stock-alert.js';

@Entity('stock_alert')
export class StockAlert implements domain.StockAlert {
  @PrimaryColumn({ name: 'product_id', type: 'uuid' }) readonly productId!: string;
  @Column({ name: 'count', type: 'integer' }) readonly count!: number;
  @Column({ name: 'on_hand', type: 'integer' }) readonly onHand!: number;
  @Column({ name: 'threshold', type: 'integer' }) readonly threshold!: number;
  @Column({ name: 'told_at', type: 'timestamptz' }) readonly toldAt!: Date;
  @Column({ name: 'status', type: 'text' }) readonly status!: domain.StockAlert['status'];
  @Column({ name: 'since', type: 'timestamptz' }) readonly since!: Date;
  @Column({ name: 'reason', type: 'text', nullable: true }) readonly reason!: string | null;
}
