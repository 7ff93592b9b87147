/**
 * - **away**: there was no server, or none that works for us; it has nothing of the e-mail.
 * - **busy**: too many others are being sent; it was not begun.
 * - **later**: the server asks for it at another time (4xx).
 * - **silent**: it gave no answer, and may have the e-mail.
 */
export type UndeliveredWhy = 'away' | 'busy' | 'later' | 'silent';

/** An e-mail that is to be sent again. The words are for the log and operators: they do not say to whom. */
export class Undelivered extends Error {
  readonly code = 'mail.undelivered';

  constructor(
    readonly why: UndeliveredWhy,
    words: string,
  ) {
    super(words);
    this.name = 'Undelivered';
  }
}
