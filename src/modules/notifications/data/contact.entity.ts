import { Column, Entity, PrimaryColumn } from 'typeorm';
import type * as domain from '../domain/contact.js';
import type { MessageKey } from '../domain/message.js';

@Entity('contact')
export class Contact implements domain.Contact {
  @PrimaryColumn({ name: 'user_id', type: 'uuid' }) readonly userId!: string;
  @Column({ name: 'email', type: 'text', nullable: true }) readonly email!: string | null;
  @Column({ name: 'name', type: 'text', nullable: true }) readonly name!: string | null;
  @Column({ name: 'revision', type: 'integer' }) readonly revision!: number;
  @Column({ name: 'waiting', type: 'jsonb' }) readonly waiting!: readonly MessageKey[];
}
