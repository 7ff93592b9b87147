import type { AnyMessage, ContractClass, Duration } from '#libs/messaging/contract';

interface AnyStep<Data> {
  /** Whether this saga needs the step, by its data alone. One that is left out is never asked for, so nothing of it is undone. @defaultValue always */
  when?: (data: Data) => boolean;
}

/** A step that can be taken back: what stands before the point of no return. */
export interface UndoableStep<Data> extends AnyStep<Data> {
  /** The command that asks another context to act. */
  send: (data: Data) => AnyMessage;
  /** The fact that says it has. */
  done: ContractClass;
  /** How long to wait for an answer before everything is taken back. It also covers a command that ended in the dead letters. */
  within: Duration;
  undo: Undo<Data>;
  /** The fact that says, for certain, that it has not and will not. */
  refused?: RefusedBy;
}

/** A step that is asked for again until it is done: what stands after the point of no return. */
export interface RetriedStep<Data> extends AnyStep<Data> {
  send: (data: Data) => AnyMessage;
  done: ContractClass;
  retry: 'forever';
  /** How long to wait before asking again; doubles each time, up to ten minutes. @defaultValue 30s */
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

/** What every saga's timer carries, besides what says whose it is. */
export interface TimerPayload {
  readonly timerId: string;
}

/** A definite no, and the reason to give for it: `refusedBy(PaymentDeclined, (e) => e.reason)`. */
export function refusedBy<Class extends ContractClass>(
  fact: Class,
  reason: (fact: InstanceType<Class>) => string,
): RefusedBy {
  return { fact, reason: (refusal) => reason(refusal as InstanceType<Class>) };
}

/**
 * Takes a step back. The command means "see to it that nothing is held, now or later", since the step may be under way;
 * `done` says that this is certain. When it takes longer than `within`, a person is asked.
 */
export function undo<Data>(
  send: (data: Data) => AnyMessage,
  done: ContractClass,
  within: Duration = '10m',
): Undo<Data> {
  return { send, done, within };
}

/** The message to oneself that says that time is up: `timedBy(CheckoutTimer, ({ orderId }) => ({ orderId }))`. */
export function timedBy<Data, Payload extends TimerPayload>(
  fact: ContractClass<Payload>,
  about: (data: Data) => Omit<Payload, keyof TimerPayload>,
): TimedBy<Data> {
  return { fact, message: (data, timerId) => new fact({ ...about(data), timerId } as unknown as Payload) };
}
