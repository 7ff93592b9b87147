/** The pure part of messaging, which contracts and `domain/` may import: no Nest, no database, no clock. */
export { command, effect, event, query } from './builders.js';
export { checkSender, contractOf } from './contract.js';
export { ERROR_KINDS } from './contract.js';
export type {
  AnyMessage,
  Audit,
  Contract,
  ContractClass,
  ContractKind,
  ErrorCodes,
  ErrorKind,
  ReplyOf,
  SentBy,
} from './contract.js';
export { milliseconds } from './decision.js';
export type { DecidedStep, Decision, DroppedTimer, Duration, ItemTime, Timer } from './decision.js';
export type { Identity } from './identity.js';
export { Page, pageOf } from './page.js';
export { Refusal, refuse } from './refusal.js';
export { isSealed, Sealed, type Path } from './sealed.js';
export { fieldsOf, fitting, MOST_MESSAGE, MOST_REPLY, MOST_ROWS, rowsOf, sizes } from './sizes.js';
export type { Evolving, LoadedStream, StoredEvent } from './stream.js';
