/** What two sides say differently of an order. */
export interface Found {
  /** One of the context's catalogue. */
  readonly kind: string;
  readonly orderId: string;
  /** What each side says, for people: 300 characters at most. */
  readonly ours: string;
  readonly theirs: string;
}

export interface Compared {
  readonly found: readonly Found[];
  /** Where the next page begins; undefined: the end is reached, and the next one is the first again. */
  readonly next: string | undefined;
}

/** Compares a page, oldest first, of what is older than `before`. Rejects when a side does not answer, which is no difference. */
export type Pass = (after: string | undefined, limit: number, before: Date) => Promise<Compared>;

/** What a context compares. */
export interface Sides {
  /** By name. Each goes through all there is, one page in each round. */
  readonly passes: Readonly<Record<string, Pass>>;
  /** Compares these orders once more, in every respect. */
  again(orderIds: readonly string[]): Promise<readonly Found[]>;
}

/** The kinds of differences of a context: what is compared, what is to be done, and whether `repair` does it. */
export type Catalogue<Kind extends string = string> = Readonly<
  Record<Kind, { readonly compared: string; readonly repair: string; readonly isAutomatic: boolean }>
>;
