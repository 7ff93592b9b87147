import { SetMetadata, type CustomDecorator } from '@nestjs/common';
import type { z } from 'zod';
import { declaredBy, type Place } from '#libs/declarations';
import { contractOf, type Contract, type ContractKind, type ErrorCodes, type SentBy } from '#libs/messaging/contract';

/** A contract that names the gateway in its `from`, or nobody. */
interface SentHere {
  new (payload: never): SentBy<'gateway'>;
  readonly contract: Contract;
}

/** What the OpenAPI document says of a route beyond its parameters. */
export interface Operation {
  readonly summary: string;
  /** The messages that it sends: their error codes become its problems, and with a command it takes an Idempotency-Key. */
  readonly sends?: readonly SentHere[];
  /** Messages that it sends as well, and whose refusal it does not pass on. */
  readonly tries?: readonly SentHere[];
  /** Status → body. */
  readonly replies: Readonly<Record<number, z.ZodType>>;
  /** Of the replies. @defaultValue `application/json` */
  readonly mediaType?: string;
  /** Codes of the gateway's own that it can answer, beside those of every route. */
  readonly problems?: ErrorCodes;
  /** The client must give an Idempotency-Key. */
  readonly keyRequired?: true;
  /** It honours `Prefer: wait`. */
  readonly mayWait?: true;
}

export const OPERATION = 'operation';
/** Documents a route. Plain data: the generator is loaded when somebody asks for the document, not at start. */
export function Operation(operation: Operation): CustomDecorator {
  return SetMetadata(OPERATION, { ...operation, declaredAt: declaredBy(Operation) } satisfies Declared);
}

/** An operation, and where it is written. */
export type Declared = Operation & { readonly declaredAt: Place };

/** A repeated command is recognised by its key; a question may be repeated anyway. */
export const takesKey = ({ sends = [] }: Operation): boolean =>
  sends.some(({ contract }) => contract.kind === 'command');

/**
 * The document of a route follows from the messages that it declares: throws TypeError where it sends another one, or a command where it
 * would ask.
 */
export function checkDeclared(message: object, kind: ContractKind, { sends, tries, declaredAt }: Declared): void {
  const type = message.constructor as SentHere;
  if (!sends?.includes(type) && !tries?.includes(type))
    throw new TypeError(`a route sends ${type.name} undeclared: add it to \`sends\` of @Operation at ${declaredAt()}`);
  if (contractOf(message).kind !== kind)
    throw new TypeError(`${type.name} is no ${kind}: a query is asked by \`ask\`, a command sent by \`once\``);
}
