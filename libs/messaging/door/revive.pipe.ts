import type { PipeTransform } from '@nestjs/common';
import type { AnyMessage, ContractClass } from '../contract/index.js';
import { invalidPayload } from '../errors.js';

/** Makes an instance of the contract class out of plain JSON, so that handlers get what they declare; unknown fields are dropped. */
export class RevivePipe implements PipeTransform<unknown, AnyMessage> {
  constructor(private readonly type: ContractClass) {}

  transform(data: unknown): AnyMessage {
    const parsed = this.type.contract.payload.safeParse(data);
    if (!parsed.success) throw invalidPayload(this.type.contract.name, parsed.error);
    return new this.type(parsed.data);
  }
}
