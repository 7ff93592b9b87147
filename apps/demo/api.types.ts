/** The part of the public API that the demo reads; all of it is described at /openapi.json. */
export interface Money {
  /** Minor units. */
  readonly amount: number;
  readonly currency: string;
}

export interface Product {
  readonly id: string;
  readonly name: string;
  readonly available: number;
}

export interface NewOrder {
  readonly lines: readonly { readonly productId: string; readonly quantity: number }[];
  readonly payment: { readonly method: string };
}

export interface Placed {
  readonly id: string;
  readonly status: string;
  readonly total: Money;
}

export interface Order extends Placed {
  readonly progress: string;
  readonly reason: string | null;
  /** What was given back. */
  readonly refunded: Money;
}

export interface Refund {
  readonly refundId: string;
  readonly amount: Money;
}

export interface Cancellation {
  readonly money: string;
}

export interface Mail {
  readonly kind: string;
  readonly status: string;
  readonly to: string | null;
  readonly subject: string;
  readonly body: string;
}
