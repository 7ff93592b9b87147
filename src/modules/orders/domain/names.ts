/** What a product is called, as orders has last heard; it may be seconds old. */
export interface ProductName {
  readonly productId: string;
  readonly name: string;
  readonly sku: string;
  /** Of the product, as its context counts: of two the larger is newer. */
  readonly version: number;
}

/** Whom an account belongs to, as orders has last heard. */
export interface CustomerName {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  /** Of the account, as its context counts. */
  readonly version: number;
}
