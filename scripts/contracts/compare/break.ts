/** A change that breaks somebody who relies on the committed document. */
export interface Break {
  /** `GET /v1/orders/{id}`, or `message orders.order-placed.v1`. */
  readonly where: string;
  /** Such as `reply 200 lost the member total`. */
  readonly what: string;
  /** The contexts that consume it; empty for a route, whose clients nobody knows. */
  readonly consumers?: readonly string[];
}

export const breakText = ({ where, what, consumers = [] }: Break): string =>
  `${where}: ${what}${consumers.length ? `: consumed by ${consumers.join(', ')}` : ''}`;
