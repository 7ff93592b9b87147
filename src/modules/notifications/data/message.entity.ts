import { Column, Entity, PrimaryColumn } from 'typeorm';
import type * as domain from '../domain/message.js';

@Entity('message')
export class Message implements domain.Message {
  @PrimaryColumn({ name: 'order_id', type: 'uuid' }) readonly orderId!: string;
  @PrimaryColumn({ name: 'kind', type: 'text' }) readonly kind!: domain.Message['kind'];
  @Column({ name: 'user_id', type: 'uuid' }) readonly userId!: string;
  @Column({ name: 'status', type: 'text' }) readonly status!: domain.Message['status'];
  @Column({ name: 'to', type: 'text', nullable: true }) readonly to!: string | null;
  @Column({ name: 'subject', type: 'text' }) readonly subject!: string;
  @Column({ name: 'body', type: 'text' }) readonly body!: string;
  @Column({ name: 'created_at', type: 'timestamptz' }) readonly createdAt!: Date;
}
