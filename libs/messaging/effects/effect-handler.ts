import { SetMetadata, type CustomDecorator } from '@nestjs/common';
import type { AnyMessage, ContractClass, ReplyOf } from '../contract/index.js';

/** How to call the external system: with an idempotency key that never changes for this effect, until the signal aborts. */
export interface EffectCall {
  readonly key: string;
  readonly signal: AbortSignal;
}

/**
 * A call of an external system. Only the first send calls `act` directly; every later one calls `find` first.
 * A definite no (a declined card) is a result. Any thrown error means that it is unknown whether the call took effect. Each handler
 * has a circuit breaker of its own: when most calls throw, `find` and `act` are not called for a while.
 */
export interface IEffectHandler<E extends AnyMessage, Result = ReplyOf<E>> {
  /** The result of an earlier `act` with this key; undefined: `act` certainly had no effect. */
  find(effect: E, call: EffectCall): Promise<Result | undefined>;
  act(effect: E, call: EffectCall): Promise<Result>;
  /** The message to the own context with the definite result. */
  tell(effect: E, result: Result): AnyMessage;
  /** The message to the own context when the result is not known yet and will be asked for again. Optional. */
  tellUnknown?(effect: E): AnyMessage;
  /** True for an error that does not count for the breaker: the system answered, only this effect stays unknown. Default: every error counts. */
  isAnswer?(error: unknown): boolean;
  /**
   * The pause after this error, in milliseconds; undefined: the usual one, twice `CLEAVE_RETRY_MS`. Default: always the usual one.
   * @param sends  how often the effect was sent so far, including those that were not begun
   */
  againInMs?(error: unknown, sends: number): number | undefined;
}

export const EFFECT_HANDLER = Symbol('effect handler');
/** Binds a provider to the effect that it performs. */
export const EffectHandler = (effect: ContractClass): CustomDecorator<symbol> => SetMetadata(EFFECT_HANDLER, effect);
