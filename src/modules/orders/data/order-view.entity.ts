import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Int64, Seldom } from '#libs/messaging';
import type { OrderStatus, PricedLine, Refund } from '#shared/contracts/orders';

/** The read model of an order, projected from its stream in the same transaction. */
@Entity('order_view')
export class OrderView {
  @PrimaryColumn({ name: 'id', type: 'uuid' }) readonly id!: string;
  @Column({ name: 'user_id', type: 'uuid' }) readonly userId!: string;
  @Column({ name: 'status', type: 'text' }) readonly status!: OrderStatus;
  @Column({ name: 'reason', type: 'text', nullable: true }) readonly reason!: string | null;
  @Column({ name: 'lines', type: 'jsonb' }) readonly lines!: readonly PricedLine[];
  @Int64({ name: 'total' }) readonly total!: number;
  @Column({ name: 'currency', type: 'text' }) readonly currency!: string;
  /** Null until there is one. */
  @Seldom()
  @Column({ name: 'refunds', type: 'jsonb', nullable: true })
  readonly refunds!: readonly Refund[] | null;
  @Column({ name: 'placed_at', type: 'timestamptz' }) readonly placedAt!: Date;
  @Column({ name: 'settled_at', type: 'timestamptz', nullable: true }) readonly settledAt!: Date | null;
}
