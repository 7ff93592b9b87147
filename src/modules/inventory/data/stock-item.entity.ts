import { Entity, PrimaryColumn } from 'typeorm';
import { Int64, Seldom } from '#libs/messaging';
import type * as domain from '../domain/stock-item.js';

@Entity('stock_item')
export class StockItem implements domain.StockItem {
  @PrimaryColumn({ name: 'product_id', type: 'uuid' }) readonly productId!: string;
  @Int64({ name: 'on_hand' }) readonly onHand!: number;
  @Int64({ name: 'reserved' }) readonly reserved!: number;
  @Int64({ name: 'committed' }) readonly committed!: number;
  @Int64({ name: 'received' }) readonly received!: number;
  @Int64({ name: 'written_off' }) readonly writtenOff!: number;
  @Seldom() @Int64({ name: 'low_at', nullable: true }) readonly lowAt!: number | null;
}
