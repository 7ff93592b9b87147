import { Column, Entity, PrimaryColumn } from 'typeorm';
import type * as domain from '../domain/names.js';

/** The table also has `tx`, the transaction that wrote the row last, by which the projector learns of changes. */
@Entity('customer_name')
export class CustomerName implements domain.CustomerName {
  @PrimaryColumn({ name: 'user_id', type: 'uuid' }) readonly userId!: string;
  @Column({ name: 'name', type: 'text' }) readonly name!: string;
  @Column({ name: 'email', type: 'text' }) readonly email!: string;
  @Column({ name: 'version', type: 'integer' }) readonly version!: number;
}
