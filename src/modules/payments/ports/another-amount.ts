/** The provider has a charge of another amount under this key: an answer, but none that ends the charge. A person has to look. */
export class AnotherAmount extends Error {
  readonly code = 'payment-provider.another-amount';

  constructor(key: string) {
    super(`charge ${key} was made for another amount`);
    this.name = 'AnotherAmount';
  }
}
