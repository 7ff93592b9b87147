import { SetMetadata, type CustomDecorator } from '@nestjs/common';
import type { z } from 'zod';
import type { ContractClass, ErrorCodes } from '#libs/messaging/contract';

/** What the OpenAPI document says of a route beyond its parameters. */
export interface Operation {
  readonly summary: string;
  /** The messages that it sends; their error codes become its problems. */
  readonly sends?: readonly ContractClass[];
  /** Status → body. */
  readonly replies: Readonly<Record<number, z.ZodType>>;
  /** Codes of the gateway's own that it can answer, beside those of every route. */
  readonly problems?: ErrorCodes;
  /** The client must give an Idempotency-Key. */
  readonly keyRequired?: true;
  /** It honours `Prefer: wait`. */
  readonly mayWait?: true;
}

export const OPERATION = 'operation';
/** Documents a route. Plain data: the generator is loaded when somebody asks for the document, not at start. */
export const Operation = (operation: Operation): CustomDecorator => SetMetadata(OPERATION, operation);
