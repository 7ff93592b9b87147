import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Int64 } from '#libs/messaging';
import type * as domain from '../domain/price-copy.js';

@Entity('price_copy')
export class PriceCopy implements domain.PriceCopy {
  @PrimaryColumn({ name: 'product_id', type: 'uuid' }) readonly productId!: string;
  @Int64({ name: 'amount' }) readonly amount!: number;
  @Column({ name: 'currency', type: 'text' }) readonly currency!: string;
  @Column({ name: 'price_version', type: 'integer' }) readonly priceVersion!: number;
}
