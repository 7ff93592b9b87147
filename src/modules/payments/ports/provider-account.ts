/** What the provider has of an order, in minor units: its charges and refunds together. */
export interface ProviderAccount {
  readonly orderId: string;
  /** ISO 4217, in capitals. */
  readonly currency: string;
  readonly captured: number;
  readonly refunded: number;
  /** Refunds that are begun, and may fail; some adapters count them as refunded in a list. */
  readonly refunding: number;
}

export interface ProviderPage {
  /** An entry for each charge: an order that was charged twice can be there twice. */
  readonly charges: readonly ProviderAccount[];
  /** Where the next page begins; undefined: there are no more. */
  readonly next: string | undefined;
}
