import type { Desk, Outcome } from './desk.js';
import type { Params } from './params.js';

/** A route in two parts. What it throws while it reads is no result, and is not kept under the idempotency key; what it decides is. */
export interface Route {
  readonly method: 'GET' | 'POST';
  /** Its first group is the id in the path. */
  readonly path: RegExp;
  /** @throws ApiError  the request cannot be read */
  read(params: Params, id: string): Decision;
}

/** @throws ApiError  what is asked for cannot be done as things are */
export type Decision = ((desk: Desk) => Outcome) & Begins;

interface Begins {
  /** What it begins, for scenarios in which the first one to do so fails: by payment intent or, while there is none, by payment method. */
  readonly begins?: {
    readonly to: 'create' | 'confirm' | 'refund';
    readonly intent?: string;
    readonly method?: string;
  };
}

export const decision = (decide: (desk: Desk) => Outcome, begins?: Begins['begins']): Decision =>
  Object.assign(decide, begins && { begins });
