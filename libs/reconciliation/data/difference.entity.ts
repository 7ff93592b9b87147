import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * - **suspected**: seen once; not shown.
 * - **open**: seen again after the pause.
 * - **repaired**: an operator has had it repaired; when it is seen again, it is suspected again.
 * - **gone**: by itself.
 */
export type DifferenceState = 'suspected' | 'open' | 'repaired' | 'gone';

/** A difference between two sides, one of each kind for an order. */
@Entity('difference')
export class DifferenceRow {
  @PrimaryColumn({ name: 'id', type: 'uuid' }) readonly id!: string;
  @Column({ name: 'kind', type: 'text' }) readonly kind!: string;
  @Column({ name: 'order_id', type: 'uuid' }) readonly orderId!: string;
  @Column({ name: 'ours', type: 'text' }) readonly ours!: string;
  @Column({ name: 'theirs', type: 'text' }) readonly theirs!: string;
  @Column({ name: 'state', type: 'text' }) readonly state!: DifferenceState;
  /** When it was first seen. */
  @Column({ name: 'since', type: 'timestamptz' }) readonly since!: Date;
  /** When it is looked at again. */
  @Column({ name: 'look_at', type: 'timestamptz' }) readonly lookAt!: Date;
  @Column({ name: 'closed_at', type: 'timestamptz', nullable: true }) readonly closedAt!: Date | null;
  @Column({ name: 'closed_by', type: 'uuid', nullable: true }) readonly closedBy!: string | null;
  @Column({ name: 'closed_why', type: 'text', nullable: true }) readonly closedWhy!: string | null;
}
