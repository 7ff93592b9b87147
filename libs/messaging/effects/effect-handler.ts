import { SetMetadata, type CustomDecorator } from '@nestjs/common';
import type { AnyMessage, ContractClass, ReplyOf } from '../contract/index.js';

/** How a call to the world is made: under a key that never changes for this effect, until the signal says stop. */
export interface Call {
  readonly key: string;
  readonly signal: AbortSignal;
}

/**
 * A call to the world outside. Only the first send acts without asking; every later one asks `find` first.
 * A definite no (a declined card) is a result; whatever is thrown means that the outcome is unknown. When most calls throw, `find` and
 * `act` are not begun for a while: each handler stands behind a breaker of its own.
 */
export interface IEffectHandler<E extends AnyMessage, Result = ReplyOf<E>> {
  /** What became of an earlier `act` under this key; undefined: it certainly never happened. */
  find(effect: E, call: Call): Promise<Result | undefined>;
  act(effect: E, call: Call): Promise<Result>;
  /** The message to oneself that tells the definite result. */
  tell(effect: E, result: Result): AnyMessage;
  /** The message to oneself that says: nothing definite is known yet, it will be asked again. Optional. */
  tellUnknown?(effect: E): AnyMessage;
  /** True for an error that says nothing against the world's health: it answered, and only this effect stays unknown. Optional: none does. */
  isAnswer?(error: unknown): boolean;
}

export const EFFECT_HANDLER = Symbol('effect handler');
/** Binds a provider to the effect that it carries out. */
export const EffectHandler = (effect: ContractClass): CustomDecorator<symbol> => SetMetadata(EFFECT_HANDLER, effect);
