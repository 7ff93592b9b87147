/** The provider did not answer: the charge may have happened. */
export class NoAnswer extends Error {
  readonly code = 'payment-provider.no-answer';

  constructor(key: string) {
    super(`the payment provider did not answer (${key})`);
    this.name = 'NoAnswer';
  }
}
