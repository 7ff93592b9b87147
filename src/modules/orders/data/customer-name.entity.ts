import { Column, Entity, PrimaryColumn } from 'typeorm';
import type * as domain from '../domain/names.js';

/** The table also notes, by itself, what gave the name: `tx` and `named_by` (0002-names.ts). */
@Entity('customer_name')
export class CustomerName implements domain.CustomerName {
  @PrimaryColumn({ name: 'user_id', type: 'uuid' }) readonly userId!: string;
  @Column({ name: 'name', type: 'text' }) readonly name!: string;
  @Column({ name: 'email', type: 'text' }) readonly email!: string;
  @Column({ name: 'version', type: 'integer' }) readonly version!: number;
}
