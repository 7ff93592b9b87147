import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Line } from '#shared/kernel';
import type * as domain from '../domain/reservation.js';

@Entity('stock_return')
export class StockReturn implements domain.StockReturn {
  @PrimaryColumn({ name: 'id', type: 'uuid' }) readonly id!: string;
  @Column({ name: 'order_id', type: 'uuid' }) readonly orderId!: string;
  @Column({ name: 'lines', type: 'jsonb' }) readonly lines!: readonly Line[];
  @Column({ name: 'at', type: 'timestamptz' }) readonly at!: Date;
}
