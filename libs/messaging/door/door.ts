import { PIPES_METADATA } from '@nestjs/common/constants.js';
import { MessagePattern } from '@nestjs/microservices';
import { PARAM_ARGS_METADATA } from '@nestjs/microservices/constants.js';
import { declaredBy, type Place } from '#libs/declarations';
import type { ContractClass, ContractKind } from '../contract/index.js';

/** This method handles a command. */
export const Accepts = (contract: ContractClass): MethodDecorator => opens(contract, 'command', declaredBy(Accepts));
/** This method handles a query. */
export const Answers = (contract: ContractClass): MethodDecorator => opens(contract, 'query', declaredBy(Answers));
/** This method handles an event that the context subscribes to. */
export const Hears = (contract: ContractClass): MethodDecorator => opens(contract, 'event', declaredBy(Hears));

/** What the server reads from a handler's extras: what to make of a message before it calls, who may call, and what is compared with the contracts at start. */
export interface DoorExtras {
  readonly type: ContractClass;
  /** Where its decorator is written. */
  readonly declaredAt: Place;
  /** Whether the method has pipes; known only after all decorators have run. */
  readonly hasPipes?: () => boolean;
}

/** A door method takes the whole message; parameter decorators would have no effect, so they are refused. */
function opens(type: ContractClass, kind: ContractKind, declaredAt: Place): MethodDecorator {
  const { contract } = type;
  if (contract.kind !== kind) throw new TypeError(`${contract.name} is a ${contract.kind}, not a ${kind}`);
  return (door, method, descriptor) => {
    const hasPipes = () => [door.constructor, descriptor.value!].some((at) => Reflect.hasMetadata(PIPES_METADATA, at));
    const extras: DoorExtras = { type, declaredAt, hasPipes };
    if (Reflect.hasMetadata(PARAM_ARGS_METADATA, door.constructor, method))
      throw new TypeError(`the door for ${contract.name} takes the message alone: no decorators at its parameters`);
    // No parameters for Nest to resolve: with one, each message created six more promises, 8 % of all garbage.
    Reflect.defineMetadata(PARAM_ARGS_METADATA, {}, door.constructor, method);
    MessagePattern(contract.name, extras as object)(door, method, descriptor);
  };
}

/** Where these doors are written. */
export const placesOf = (...extras: readonly unknown[]): string =>
  extras.map((one) => (one as DoorExtras).declaredAt()).join(' and ');
