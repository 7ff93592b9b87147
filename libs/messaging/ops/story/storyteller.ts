import { SetMetadata, type CustomDecorator } from '@nestjs/common';
import type { DiscoveryService, Reflector } from '@nestjs/core';

/** What a record of the context says of an order. Operators read it: no names, no addresses. */
export interface OwnFact {
  readonly at: Date;
  /** In a few words: `payment captured`. */
  readonly what: string;
  /** Ids, states, sums. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** Tells what a context has in tables of its own about an order; events and messages are told by the engine. */
export interface IStoryteller {
  /** @param key  a UUID, mostly of something that this context has never heard of */
  factsOf(key: string): Promise<readonly OwnFact[]>;
}

const STORYTELLER = Symbol('storyteller');
/** Marks a provider as one that has something to add to the story of an order. */
export const Storyteller = (): CustomDecorator<symbol> => SetMetadata(STORYTELLER, true);

/** The providers of the application that have something to tell. */
export const storytellersIn = (discovery: DiscoveryService, reflector: Reflector): readonly IStoryteller[] =>
  discovery
    .getProviders()
    .filter(({ metatype }) => metatype && reflector.get<boolean>(STORYTELLER, metatype))
    .map(({ instance }) => instance as IStoryteller);
