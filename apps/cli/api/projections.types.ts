/** The part of `/v1/ops/projections` that the commands read. */
export interface Copy {
  readonly projection: string;
  readonly store: string;
  readonly copy: number;
  readonly state: 'building' | 'live' | 'old' | 'dropped';
  readonly shape: number;
  readonly codeShape: number;
  readonly filled: number;
  readonly total: number;
  readonly isFilled: boolean;
  readonly perSecond: number | null;
  readonly secondsLeft: number | null;
  readonly lagSeconds: number | null;
  readonly holder: string | null;
  readonly documents: number | null;
}
export interface Projections {
  readonly data: readonly Copy[];
}

export type Decided = Pick<Copy, 'projection' | 'store' | 'copy' | 'state'>;

export interface NamedDifference {
  readonly id: string;
  readonly kind: string;
  readonly copied: number | null;
  readonly true: number | null;
}
export interface Comparison {
  readonly projection: string;
  readonly store: string;
  readonly copy: number;
  readonly compared: number;
  readonly same: number;
  readonly missing: number;
  readonly extra: number;
  readonly behind: number;
  readonly different: number;
  readonly named: readonly NamedDifference[];
  readonly next: string | null;
}
