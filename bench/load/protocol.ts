/** What the load generator is told to do. */
export interface Load {
  readonly port: number;
  /** Of the closed loop; of the open one: as many connections as may be open. */
  readonly clients: number;
  /** Makes it an open loop: so many orders a second, whatever became of those before. */
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

/** What was confirmed within the measured time. */
export interface Measured {
  readonly confirmed: number;
  readonly seconds: number;
  readonly ms: Percentiles;
}

/** Everything that was answered, warm-up and last answers included: what the books must agree with. */
export interface Totals {
  readonly confirmed: number;
  /** Sum of the totals of the confirmed orders, in minor units. */
  readonly amount: number;
  /** Any other answer → how often. */
  readonly others: Readonly<Record<string, number>>;
}

/** What the load generator says, in this order. */
export type Report =
  | { readonly kind: 'begun' }
  | { readonly kind: 'measured'; readonly measured: Measured }
  | { readonly kind: 'done'; readonly totals: Totals };
