import type { z } from 'zod';
import type { Place } from '#libs/declarations';
import type { Identity } from './identity.js';
import type { Path } from './sealed.js';

export const ERROR_KINDS = [
  'invalid',
  'not-found',
  'forbidden',
  'conflict',
  'refused',
  'unavailable',
  'fault',
] as const;
/**
 * What a declared error means to the caller; only the gateway maps it to an HTTP status.
 * - `unavailable`: temporary, so a retry helps
 * - `fault`: a bug of the answering context, described in its log; a retry does not help
 */
export type ErrorKind = (typeof ERROR_KINDS)[number];
export type ErrorCodes = Readonly<Record<string, ErrorKind>>;
export type ContractKind = 'command' | 'query' | 'event' | 'effect';

/** The description of a message type; one object per contract class, shared by all its instances. */
export interface Contract<Errors extends ErrorCodes = ErrorCodes> {
  readonly kind: ContractKind;
  /** `<context>.<what>.v<N>`: the wire pattern. */
  readonly name: string;
  /** The context that owns the contract: it accepts the command, answers the query, publishes the event. */
  readonly context: string;
  readonly version: number;
  readonly payload: z.ZodType;
  /** Fields of the payload that only the receiver may read; usually none. */
  readonly sealed: readonly Path[];
  readonly reply?: z.ZodType;
  readonly errors: Errors;
  /** The id of the thing that the message concerns: an order, a product … */
  key(payload: never): string;
  /** Set when the acts of people must be recorded. @see Audit */
  readonly audit?: Audit<never, never>;
  /** Contexts that may send it; undefined: any. */
  readonly from?: readonly string[];
  /** Taken also while the context refuses others, having too much to do: operators are needed most then, and a cancellation leaves less to do. */
  readonly passesAdmission: boolean;
  /** Of a timer: whoever waits for it has work under way, which admission counts. False: it waits for others, for days perhaps. */
  readonly isWork: boolean;
  /** Where it is declared, for messages that say what to change. */
  readonly declaredAt: Place;
}

/**
 * What the audit log contains for each request, besides the caller, the result and the trace. Never a secret; addresses are masked.
 * Undefined: this request is not logged.
 *
 * @param reply  undefined when it was refused
 */
export type Audit<Payload, Reply> = (
  payload: Payload,
  reply: Reply | undefined,
  caller: Identity | undefined,
) => Readonly<Record<string, string | number | undefined>> | undefined;

declare const replied: unique symbol;
declare const named: unique symbol;
declare const sentBy: unique symbol;

/** Phantom members: the reply type, the name and the senders of a contract, known to the compiler only. */
export interface Typed<Name extends string, Reply, From extends string = any> {
  readonly [replied]?: Reply;
  readonly [named]?: Name;
  readonly [sentBy]?: (sender: From) => void;
}

export interface ContractClass<
  Payload = any,
  Reply = any,
  Errors extends ErrorCodes = any,
  Name extends string = any,
  From extends string = any,
> {
  new (payload: Payload): Payload & Typed<Name, Reply, From>;
  readonly contract: Contract<Errors>;
}

export type ReplyOf<M> = M extends { readonly [replied]?: infer R } ? R : never;
/** An instance of any contract class. */
export type AnyMessage = object & Typed<any, any>;
/** A message that this context may send: its contract lists it in `from`, or has no `from`. */
export type SentBy<Sender extends string> = object & Typed<any, any, Sender>;

/** The contract of a message. Throws when the object is not an instance of a contract class. */
export function contractOf(message: object): Contract {
  const { contract } = message.constructor as Partial<ContractClass>;
  if (!contract) throw new TypeError(`${message.constructor.name} is not a message: it has no contract`);
  return contract;
}

/** Checked by the sender: throws TypeError when the contract does not list it, since the receiver would refuse the message. */
export function checkSender({ name, from, declaredAt }: Contract, sender: string): void {
  if (from && !from.includes(sender))
    throw new TypeError(`${sender} may not send ${name}: add '${sender}' to its \`from\` (${declaredAt()})`);
}
