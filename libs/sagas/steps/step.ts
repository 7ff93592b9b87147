import type { AnyMessage, ContractClass, Duration } from '#libs/messaging/contract';

interface AnyStep<Data> {
  /** Whether this saga needs the step, from its data alone. A step that is left out is neither sent nor undone. @defaultValue always */
  when?: (data: Data) => boolean;
}

/** A step before the point of no return, which can be undone. */
export interface UndoableStep<Data> extends AnyStep<Data> {
  /** The command that asks another context to act. */
  send: (data: Data) => AnyMessage;
  /** The fact that confirms it. */
  done: ContractClass;
  /** How long to wait for an answer before the saga is compensated. It also covers a command that became a dead letter. */
  within: Duration;
  undo: Undo<Data>;
  /** The fact that the step certainly has no effect, now or later. */
  refused?: RefusedBy;
}

/**
 * The step that decides, where its effect cannot be undone (a pivot transaction): done, the saga has passed; refused, the steps before it
 * are undone. Until then it is asked for again, and the saga cannot be aborted.
 */
export interface PivotStep<Data> extends AnyStep<Data> {
  send: (data: Data) => AnyMessage;
  done: ContractClass;
  /** The fact that the step certainly has no effect, now or later. */
  refused: RefusedBy;
  /** How long to wait before the command is sent again; doubles each time, up to ten minutes. @defaultValue 30s */
  within?: Duration;
}

/** A step after the point of no return, which is repeated until it is done. */
export interface RetriedStep<Data> extends AnyStep<Data> {
  send: (data: Data) => AnyMessage;
  done: ContractClass;
  retry: 'forever';
  /** How long to wait before the command is sent again; doubles each time, up to ten minutes. @defaultValue 30s */
  within?: Duration;
  refused?: RefusedBy;
}

export interface RefusedBy {
  readonly fact: ContractClass;
  readonly reason: (fact: object) => string;
}

export interface Undo<Data> {
  readonly send: (data: Data) => AnyMessage;
  readonly done: ContractClass;
  readonly within: Duration;
}

export interface TimedBy<Data> {
  readonly fact: ContractClass;
  readonly message: (data: Data, timerId: string) => AnyMessage;
}

/** The payload of every saga's timer, besides the id of its saga. */
export interface TimerPayload {
  readonly timerId: string;
}

/** The fact of a definite no, and its reason: `refusedBy(PaymentDeclined, (e) => e.reason)`. */
export function refusedBy<Class extends ContractClass>(
  fact: Class,
  reason: (fact: InstanceType<Class>) => string,
): RefusedBy {
  return { fact, reason: (refusal) => reason(refusal as InstanceType<Class>) };
}

/**
 * Undoes a step. Since the step's command may still be in transit, the undo command means "ensure that the step has no effect, now or
 * later"; `done` confirms it. When it takes longer than `within`, an operator has to act.
 */
export function undo<Data>(
  send: (data: Data) => AnyMessage,
  done: ContractClass,
  within: Duration = '10m',
): Undo<Data> {
  return { send, done, within };
}

/** The message to the own context when a deadline has passed: `timedBy(CheckoutTimer, ({ orderId }) => ({ orderId }))`. */
export function timedBy<Data, Payload extends TimerPayload>(
  fact: ContractClass<Payload>,
  about: (data: Data) => Omit<Payload, keyof TimerPayload>,
): TimedBy<Data> {
  return { fact, message: (data, timerId) => new fact({ ...about(data), timerId } as unknown as Payload) };
}
