import { Undelivered, type UndeliveredWhy } from '../../ports/undelivered.js';

/** What an error of nodemailer tells. Refused and put off have the same `code`; the reply of the server decides. */
export interface Failure {
  readonly message: string;
  readonly code?: string;
  /** The command that was answered, such as `RCPT TO`. */
  readonly command?: string;
  readonly responseCode?: number;
  readonly response?: string;
  /** Of Node, where `code` is ESOCKET. */
  readonly originalCode?: string;
  readonly syscall?: string;
  readonly timeoutType?: string;
}

/** Replies to them are about this e-mail; to any other, MAIL FROM among them, about us. */
const ABOUT_THE_MAIL: ReadonlySet<string | undefined> = new Set(['RCPT TO', 'DATA']);
/** Replies that are about the session and our rights even then (RFC 5321, 4954): no other e-mail would be taken either. */
const ABOUT_US: ReadonlySet<number> = new Set([421, 503, 530, 534, 535, 538]);
/** The session did not get as far as an e-mail. */
const NO_SESSION: ReadonlySet<string | undefined> = new Set(['EDNS', 'ETLS', 'EAUTH', 'ENOAUTH', 'EOAUTH2', 'ECONFIG']);
/** A connection that was there and is no more; whatever else becomes of a socket does so before an e-mail, such as a certificate that is not trusted. */
const LOST: ReadonlySet<string | undefined> = new Set([undefined, 'ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT']);
const MOST_WORDS = 300;

/** The words with which the server has refused the e-mail for good; undefined when it has not. */
export const refusalIn = (failure: Failure, addresses: readonly string[]): string | undefined =>
  isAboutTheMail(failure) && failure.responseCode! >= 500 ? wordsOf(failure, addresses) : undefined;

/** Why an e-mail that is not refused is to be sent again. */
export const undelivered = (failure: Failure, addresses: readonly string[]): Undelivered =>
  new Undelivered(whyOf(failure), wordsOf(failure, addresses));

function whyOf(failure: Failure): UndeliveredWhy {
  if (isAboutTheMail(failure)) return 'later';
  const { code, responseCode } = failure;
  return responseCode || NO_SESSION.has(code) || neverConnected(failure) ? 'away' : 'silent';
}

function neverConnected({ code, originalCode, syscall, timeoutType = 'SOCKET_TIMEOUT' }: Failure): boolean {
  if (code === 'ESOCKET') return syscall === 'connect' || !LOST.has(originalCode);
  return timeoutType !== 'SOCKET_TIMEOUT';
}

const isAboutTheMail = ({ command, responseCode }: Failure): boolean =>
  ABOUT_THE_MAIL.has(command) && !!responseCode && responseCode >= 400 && !ABOUT_US.has(responseCode);

/** In one line and without the addresses: whoever reads it need not know to whom it was. */
function wordsOf({ response, message }: Failure, addresses: readonly string[]): string {
  const words = (response ?? message).split(/[\s\p{Cc}]+/u).join(' ');
  const named = (word: string): boolean =>
    addresses.some((address) => word.toLowerCase().includes(address.toLowerCase()));
  return words.replaceAll(/[^ <>]+/g, (word) => (named(word) ? 'the recipient' : word)).slice(0, MOST_WORDS);
}
