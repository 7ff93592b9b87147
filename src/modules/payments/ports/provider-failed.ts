/** The provider has answered that it could not or would not do it: too busy, broken, or the call was not as it should be. The outcome is unknown. */
export class ProviderFailed extends Error {
  readonly code = 'payment-provider.failed';

  constructor(key: string, words: string) {
    super(`the payment provider failed (${key}): ${words}`);
    this.name = 'ProviderFailed';
  }
}
