/** The ledger cannot be used: the process must not start, or must not go on. */
export class LedgerError extends Error {
  constructor(
    readonly code: 'ledger.damaged' | 'ledger.in-use' | 'ledger.not-written',
    message: string,
  ) {
    super(message);
    this.name = 'LedgerError';
  }
}
