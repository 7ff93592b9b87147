import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Role } from '#shared/contracts/users';
import type * as domain from '../domain/account.js';

@Entity('account')
export class Account implements domain.Account {
  @PrimaryColumn({ name: 'id', type: 'uuid' }) readonly id!: string;
  @Column({ name: 'email', type: 'text', unique: true }) readonly email!: string;
  @Column({ name: 'name', type: 'text' }) readonly name!: string;
  @Column({ name: 'role', type: 'text' }) readonly role!: Role;
  @Column({ name: 'password_hash', type: 'text' }) readonly passwordHash!: string;
  @Column({ name: 'revision', type: 'integer' }) readonly revision!: number;
  @Column({ name: 'created_at', type: 'timestamptz' }) readonly createdAt!: Date;
}
