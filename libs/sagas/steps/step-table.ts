import type { ContractClass, Duration } from '#libs/messaging/contract';
import { milliseconds } from '#libs/messaging/contract';
import type { PivotStep, RefusedBy, RetriedStep, TimedBy, Undo, UndoableStep } from './step.js';

/** A step as the interpreter sees it. With an `undo` it stands before the point of no return, as the `pivot` it is that point, else after it. */
export interface Step<Data> {
  readonly name: string;
  readonly when?: UndoableStep<Data>['when'];
  readonly send: UndoableStep<Data>['send'];
  readonly done: ContractClass;
  readonly within: Duration;
  readonly refused?: RefusedBy;
  readonly undo?: Undo<Data>;
  readonly pivot?: true;
}

/** A saga as data. */
export interface StepTable<Data> {
  readonly saga: string;
  readonly version: number;
  readonly timer: TimedBy<Data>;
  readonly steps: readonly Step<Data>[];
}

/** Whether a saga with these data needs the step. */
export const isNeeded = <Data>({ when }: Step<Data>, data: Data): boolean => !when || when(data);

/** The meaning of a fact for a step. */
export interface Role {
  readonly says: 'done' | 'refused' | 'undone' | 'time is up';
  readonly step?: string;
  readonly reason?: RefusedBy['reason'];
}

const SAGA_NAME = /^([a-z][a-z0-9-]*)\.v([1-9]\d*)$/;
const STEP_NAME = /^[a-z][a-z0-9-]*$/;
/** Values of `progress` that are not step names. */
const RESERVED = ['done', 'compensating', 'compensation-failed'];

export function emptyTable<Data>(name: string, timer: TimedBy<Data>): StepTable<Data> {
  const parts = SAGA_NAME.exec(name);
  if (!parts) throw new TypeError(`"${name}" is no saga name: write <what>.v<N>`);
  return { saga: parts[1]!, version: Number(parts[2]), timer, steps: [] };
}

export function withUndoable<Data>(table: StepTable<Data>, name: string, step: UndoableStep<Data>): StepTable<Data> {
  const where = `step "${name}" of ${table.saga}`;
  if ('retry' in step)
    throw new TypeError(`${where}: retry is for steps after the point of no return; before it, time-outs are undone`);
  if (!step.undo)
    throw new TypeError(`${where}: undo is missing; until the point of no return every step may have to be taken back`);
  if (!step.within) throw new TypeError(`${where}: within is missing; a lost answer would never be noticed`);
  return withStep(table, { ...step, name });
}

export function withRetried<Data>(table: StepTable<Data>, name: string, step: RetriedStep<Data>): StepTable<Data> {
  const where = `step "${name}" of ${table.saga}`;
  if ('undo' in step) throw new TypeError(`${where}: nothing is undone after the point of no return`);
  if (step.retry !== 'forever')
    throw new TypeError(`${where}: after the point of no return a step needs retry: 'forever'`);
  return withStep(table, { ...askedAgain(step), name });
}

export function withPivot<Data>(table: StepTable<Data>, name: string, step: PivotStep<Data>): StepTable<Data> {
  const where = `step "${name}" of ${table.saga}`;
  if ('undo' in step || 'retry' in step)
    throw new TypeError(`${where}: what decides is neither undone nor repeated once it is done`);
  if (!step.refused) throw new TypeError(`${where}: refused is missing; a step that is always done decides nothing`);
  return withStep(table, { ...askedAgain(step), name, pivot: true });
}

/** A step that is asked for again until it is answered. */
const askedAgain = <Data>({ when, send, done, refused, within = '30s' }: RetriedStep<Data> | PivotStep<Data>) => ({
  when,
  send,
  done,
  refused,
  within,
});

/** The meaning of each fact of the table, by contract name. Throws when one fact has two meanings. */
export function rolesOf<Data>({ saga, steps, timer }: StepTable<Data>): ReadonlyMap<string, Role> {
  const roles = new Map<string, Role>();
  const add = (fact: ContractClass | undefined, role: Role) => {
    const name = fact?.contract?.name;
    if (!name)
      throw new TypeError(`${saga}: a fact of ${role.step ? `step "${role.step}"` : 'the timer'} is no contract class`);
    if (roles.has(name)) throw new TypeError(`${saga}: ${name} is named twice; a fact must say one thing`);
    roles.set(name, role);
  };
  add(timer.fact, { says: 'time is up' });
  for (const { name: step, done, refused, undo } of steps) {
    add(done, { says: 'done', step });
    if (refused) add(refused.fact, { says: 'refused', step, reason: refused.reason });
    if (undo) add(undo.done, { says: 'undone', step });
  }
  return roles;
}

function withStep<Data>(table: StepTable<Data>, step: Step<Data>): StepTable<Data> {
  if (!STEP_NAME.test(step.name)) throw new TypeError(`"${step.name}" is no step name: write lower-case-words`);
  if (RESERVED.includes(step.name))
    throw new TypeError(`"${step.name}" is no step name: progress uses the word itself`);
  if (table.steps.some(({ name }) => name === step.name))
    throw new TypeError(`${table.saga} has two steps "${step.name}"; the journal knows them by name`);
  milliseconds(step.within);
  if (step.undo) milliseconds(step.undo.within);
  return { ...table, steps: [...table.steps, step] };
}
