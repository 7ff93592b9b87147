/** A job of the load generator. */
export interface Load {
  readonly port: number;
  /** Clients of the closed loop; in the open loop the maximum of open connections. */
  readonly clients: number;
  /** Orders a second of an open loop; absent: a closed loop. */
  readonly perSecond?: number;
  readonly warmUpMs: number;
  readonly measureMs: number;
  readonly tokens: readonly string[];
  /** Every order is for one unit of one of these, at random. */
  readonly productIds: readonly string[];
}

export interface Percentiles {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** Orders confirmed within the measured time. */
export interface Measured {
  readonly confirmed: number;
  readonly seconds: number;
  readonly ms: Percentiles;
}

/** All answers, including those of the warm-up and after the end, for the comparison with the databases. */
export interface Totals {
  readonly confirmed: number;
  /** Sum of the totals of the confirmed orders, in minor units. */
  readonly amount: number;
  /** Count by other answer. */
  readonly others: Readonly<Record<string, number>>;
}

/** The messages of the load generator, in this order. */
export type Report =
  | { readonly kind: 'begun' }
  | { readonly kind: 'measured'; readonly measured: Measured }
  | { readonly kind: 'done'; readonly totals: Totals };
