import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Int64 } from '#libs/messaging';
import type * as domain from '../domain/product.js';

@Entity('product')
export class Product implements domain.Product {
  @PrimaryColumn({ name: 'id', type: 'uuid' }) readonly id!: string;
  @Column({ name: 'sku', type: 'text', unique: true }) readonly sku!: string;
  @Column({ name: 'name', type: 'text' }) readonly name!: string;
  @Int64({ name: 'price_amount' }) readonly priceAmount!: number;
  @Column({ name: 'price_currency', type: 'text' }) readonly priceCurrency!: string;
  @Column({ name: 'revision', type: 'integer' }) readonly revision!: number;
}
