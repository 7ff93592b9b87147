/** The part of `/v1/ops/reconciliation` that the command reads. */
export interface Difference {
  readonly context: string;
  readonly id: string;
  readonly kind: string;
  readonly orderId: string;
  readonly ours: string;
  readonly theirs: string;
  readonly compared: string;
  readonly repair: string;
  readonly isAutomatic: boolean;
  readonly state: string;
  readonly since: string;
}

export interface Repaired {
  readonly kind: string;
  readonly orderId: string;
  readonly does: string;
  readonly state: string;
}
