import { Column, Entity, PrimaryColumn } from 'typeorm';
import type * as domain from '../domain/names.js';

/** The table also notes, by itself, what gave the name: `tx` and `named_by` (0002-names.ts). */
@Entity('product_name')
export class ProductName implements domain.ProductName {
  @PrimaryColumn({ name: 'product_id', type: 'uuid' }) readonly productId!: string;
  @Column({ name: 'name', type: 'text' }) readonly name!: string;
  @Column({ name: 'sku', type: 'text' }) readonly sku!: string;
  @Column({ name: 'version', type: 'integer' }) readonly version!: number;
}
