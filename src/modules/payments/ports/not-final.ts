/** The provider has answered, and its word is not the last one: it is asked again. A refund that has failed stays so until a person has looked at it. */
export class NotFinal extends Error {
  readonly code = 'payment-provider.not-final';

  /** @param state  as the provider calls it */
  constructor(key: string, what: 'charge' | 'refund', state: string) {
    super(`the ${what} ${key} is ${state} at the payment provider`);
    this.name = 'NotFinal';
  }
}
