import type { AnyMessage, ContractClass } from './contract.js';
import type { Identity } from './identity.js';

/** Time and ids for a decision: the same on every run of the same item. */
export interface ItemTime {
  readonly now: Date;
  /** The n-th id of this item: a UUID, version 7 in shape; the same n gives the same id. */
  id(n: number | string): string;
  readonly caller?: Identity;
}

/** A message to the own context that becomes due later. */
export interface Timer {
  /** A UUID by which it can be deleted. */
  readonly id: string;
  readonly message: AnyMessage;
  readonly afterMs: number;
}

/** A timer that is deleted before it is due. */
export interface DroppedTimer {
  readonly id: string;
  /** The class of its message. */
  readonly of: Pick<ContractClass, 'contract'>;
}

/** What a trace says of a decision, beside what it writes and sends: a step of a saga. */
export interface DecidedStep {
  /** Of few different ones: no ids. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | number | undefined>>;
}

/** The result of a pure decision: changes under the names of the loads, and what to send. */
export interface Decision<Set = Readonly<Record<string, unknown>>, Reply = unknown> {
  readonly set?: Set;
  /** Events, commands to other contexts, effects. */
  readonly send?: readonly AnyMessage[];
  readonly later?: readonly Timer[];
  readonly drop?: readonly DroppedTimer[];
  readonly reply?: Reply;
  readonly step?: DecidedStep;
}

const UNITS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
export type Duration = `${number}${keyof typeof UNITS}`;

/** `'30s'` → 30 000. */
export function milliseconds(duration: Duration): number {
  const parts = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(duration);
  if (!parts) throw new TypeError(`"${duration}" is no duration: write 500ms, 30s, 2m, 1h or 7d`);
  return Number(parts[1]) * UNITS[parts[2] as keyof typeof UNITS];
}
