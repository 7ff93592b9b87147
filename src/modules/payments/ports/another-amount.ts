/** The provider has a charge of another amount under this key. The outcome of this charge cannot be known from that; an operator has to look. */
export class AnotherAmount extends Error {
  readonly code = 'payment-provider.another-amount';

  constructor(key: string) {
    super(`charge ${key} was made for another amount`);
    this.name = 'AnotherAmount';
  }
}
