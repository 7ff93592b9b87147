import type { AnyMessage, ContractClass } from '../contract/index.js';
import { invalidPayload } from '../errors.js';

/** Makes an instance of the contract class out of plain JSON, so that handlers get what they declare; unknown fields are dropped. Throws `message.invalid`. */
export function revive(type: ContractClass, data: unknown): AnyMessage {
  const parsed = type.contract.payload.safeParse(data);
  if (!parsed.success) throw invalidPayload(type.contract.name, parsed.error);
  return new type(parsed.data);
}
