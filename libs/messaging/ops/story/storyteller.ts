import { SetMetadata, type CustomDecorator } from '@nestjs/common';
import type { DiscoveryService, Reflector } from '@nestjs/core';

/** A fact from a record of the context about an order. For operators: no names, no addresses. */
export interface OwnFact {
  readonly at: Date;
  /** In a few words: `payment captured`. */
  readonly what: string;
  /** Ids, states, sums. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** Returns what a context's own tables contain about an order; the engine adds events and messages. */
export interface IStoryteller {
  /** @param key  a UUID, often one that is unknown to this context */
  factsOf(key: string): Promise<readonly OwnFact[]>;
}

const STORYTELLER = Symbol('storyteller');
/** Marks a provider that adds facts to the story of an order. */
export const Storyteller = (): CustomDecorator<symbol> => SetMetadata(STORYTELLER, true);

/** The providers of the application that are marked so. */
export const storytellersIn = (discovery: DiscoveryService, reflector: Reflector): readonly IStoryteller[] =>
  discovery
    .getProviders()
    .filter(({ metatype }) => metatype && reflector.get<boolean>(STORYTELLER, metatype))
    .map(({ instance }) => instance as IStoryteller);
