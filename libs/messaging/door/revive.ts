import type { AnyMessage, ContractClass } from '../contract/index.js';
import { invalidPayload } from '../errors.js';

/** Turns plain JSON into an instance of the contract class, the type that handlers declare; drops unknown fields. Throws `message.invalid`. */
export function revive(type: ContractClass, data: unknown): AnyMessage {
  const parsed = type.contract.payload.safeParse(data);
  if (!parsed.success) throw invalidPayload(type.contract.name, parsed.error);
  return new type(parsed.data);
}
