import { Column, Entity, PrimaryColumn } from 'typeorm';
import type * as domain from '../domain/stock-movement.js';

@Entity('stock_movement')
export class StockMovement implements domain.StockMovement {
  @PrimaryColumn({ name: 'id', type: 'uuid' }) readonly id!: string;
  @Column({ name: 'product_id', type: 'uuid' }) readonly productId!: string;
  @Column({ name: 'order_id', type: 'uuid', nullable: true }) readonly orderId!: string | null;
  @Column({ name: 'reason', type: 'text' }) readonly reason!: string;
  @Column({ name: 'on_hand', type: 'integer' }) readonly onHand!: number;
  @Column({ name: 'reserved', type: 'integer' }) readonly reserved!: number;
  @Column({ name: 'committed', type: 'integer' }) readonly committed!: number;
  @Column({ name: 'at', type: 'timestamptz' }) readonly at!: Date;
}
