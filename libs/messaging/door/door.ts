import { applyDecorators, UsePipes } from '@nestjs/common';
import { MessagePattern } from '@nestjs/microservices';
import type { Contract, ContractClass, ContractKind } from '../contract/index.js';
import { RevivePipe } from './revive.pipe.js';

/** The message door of a context: this method fulfils a command. */
export const Accepts = (contract: ContractClass): MethodDecorator => opens(contract, 'command');
/** This method answers a query. */
export const Answers = (contract: ContractClass): MethodDecorator => opens(contract, 'query');
/** This method passes on an event that the context subscribes to. */
export const Hears = (contract: ContractClass): MethodDecorator => opens(contract, 'event');

/** What the server reads from a handler's extras to check who may call it, and the whole house at start. */
export interface DoorExtras {
  readonly contract: Contract;
}

function opens(contract: ContractClass, kind: ContractKind): MethodDecorator {
  if (contract.contract.kind !== kind)
    throw new TypeError(`${contract.contract.name} is a ${contract.contract.kind}, not a ${kind}`);
  const extras: DoorExtras = { contract: contract.contract };
  return applyDecorators(MessagePattern(contract.contract.name, extras as object), UsePipes(new RevivePipe(contract)));
}
