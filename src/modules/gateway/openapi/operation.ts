import { SetMetadata, type CustomDecorator } from '@nestjs/common';
import type { z } from 'zod';
import { declaredBy, type Place } from '#libs/declarations';
import { contractOf, type Contract, type ContractKind, type ErrorCodes, type SentBy } from '#libs/messaging/contract';
import type { ResponseHeader } from './response-headers.js';

/** A contract whose `from` names the gateway, or that has no `from`. */
interface SentHere {
  new (payload: never): SentBy<'gateway'>;
  readonly contract: Contract;
}

/** The description of a route for the OpenAPI document, without its parameters. */
export interface Operation {
  readonly summary: string;
  /** What it does and what a caller should know, in Markdown; who may call it is added from the route's access rule. */
  readonly description: string;
  /** The messages that it sends: their error codes become its problems, and with a command it takes an Idempotency-Key. */
  readonly sends?: readonly SentHere[];
  /** Further messages that it sends, whose refusals it does not pass on to the client. */
  readonly tries?: readonly SentHere[];
  /** Status → body; null: none. Its example is that of the schema's `meta`, or made of those of its parts. */
  readonly replies: Readonly<Record<number, z.ZodType | null>>;
  /** A successful answer is a `text/event-stream`: the data of each event, and the text of a stream. It is resumed by `Last-Event-ID`. */
  readonly events?: { readonly data: z.ZodType; readonly example: string };
  /** Status → headers that it may have. Those of pages and of problems are known. */
  readonly headers?: Readonly<Record<number, readonly ResponseHeader[]>>;
  /** Media type → body in which a reply is given as well, when the client prefers it. */
  readonly alsoAs?: Readonly<Record<string, z.ZodType>>;
  /** Media type of the replies. @defaultValue `application/json` */
  readonly mediaType?: string;
  /** Error codes of the gateway that it can answer, in addition to those of every route. */
  readonly problems?: ErrorCodes;
  /** The client must give an Idempotency-Key. */
  readonly keyRequired?: true;
  /** The client must say by `If-Match` what it has read. */
  readonly matchRequired?: true;
  /** It honours `Prefer: wait`. */
  readonly mayWait?: true;
}

export const OPERATION = 'operation';
/** Documents a route. Only stores metadata: the generator is loaded at the first request for the document, not at start. */
export function Operation(operation: Operation): CustomDecorator {
  return SetMetadata(OPERATION, { ...operation, declaredAt: declaredBy(Operation) } satisfies Declared);
}

/** An operation, and its place in the source. */
export type Declared = Operation & { readonly declaredAt: Place };

/** Commands need a key, so that a repetition is recognised; queries can be repeated without one. */
export const takesKey = ({ sends = [] }: Operation): boolean =>
  sends.some(({ contract }) => contract.kind === 'command');

/**
 * The document of a route is derived from the messages in its `sends`: throws TypeError when the route sends a message that is not in
 * them, or sends a command as a query.
 */
export function checkDeclared(message: object, kind: ContractKind, { sends, tries, declaredAt }: Declared): void {
  const type = message.constructor as SentHere;
  if (!sends?.includes(type) && !tries?.includes(type))
    throw new TypeError(`a route sends ${type.name} undeclared: add it to \`sends\` of @Operation at ${declaredAt()}`);
  if (contractOf(message).kind !== kind)
    throw new TypeError(`${type.name} is no ${kind}: a query is asked by \`ask\`, a command sent by \`once\``);
}
