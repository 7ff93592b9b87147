import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * - **building**: is filled from the streams; nobody searches it.
 * - **live**: is searched. One for each store.
 * - **old**: was live; is not fed any more.
 * - **dropped**: its documents are removed as soon as the store answers.
 */
export type CopyState = 'building' | 'live' | 'old' | 'dropped';

/** A copy of a projection in a store, and what operators have decided about it. */
@Entity('projection_copy')
export class ProjectionCopy {
  @PrimaryColumn({ name: 'projection', type: 'text' }) readonly projection!: string;
  @PrimaryColumn({ name: 'store', type: 'text' }) readonly store!: string;
  /** Counted from 1. */
  @PrimaryColumn({ name: 'copy', type: 'integer' }) readonly copy!: number;
  @Column({ name: 'state', type: 'text' }) readonly state!: CopyState;
  /** `Projection.shape` of the process that began it. */
  @Column({ name: 'shape', type: 'integer' }) readonly shape!: number;
  @Column({ name: 'changed_at', type: 'timestamptz' }) readonly changedAt!: Date;
}
