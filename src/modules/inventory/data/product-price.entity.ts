import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Int64 } from '#libs/messaging';
import type * as domain from '../domain/product-price.js';

@Entity('product_price')
export class ProductPrice implements domain.ProductPrice {
  @PrimaryColumn({ name: 'product_id', type: 'uuid' }) readonly productId!: string;
  @PrimaryColumn({ name: 'revision', type: 'integer' }) readonly revision!: number;
  @Int64({ name: 'price_amount' }) readonly amount!: number;
  @Column({ name: 'price_currency', type: 'text' }) readonly currency!: string;
  @Column({ name: 'since', type: 'timestamptz' }) readonly since!: Date;
}
