export interface LimitWish {
  readonly clients: number;
  readonly isHot: boolean;
  readonly warmUpSeconds: number;
  readonly seconds: number;
}

/** Orders a second. */
export type MeasureLimit = (wish: LimitWish, signal: AbortSignal) => Promise<number>;
