import { birthOf } from '#libs/processes';

/** What a running process leaves in the data folder for whoever looks for it. */
export interface RunState {
  readonly process: string;
  readonly replica: string;
  readonly pid: number;
  /** When that process began: another one may have its pid later. */
  readonly birth?: number;
  /** Of the public API, where the door is hosted. */
  readonly url?: string;
  /** Where others reach it, `host:port`; absent: they do not, or by way of a broker. */
  readonly address?: string;
  /** Where health is served. */
  readonly management: string;
  /** Those that own data. */
  readonly contexts: readonly string[];
  readonly startedAt: string;
}

/** The name under which a process leaves its state. */
export const stateOf = (id: string): string => `process.${id}`;

/** A pid and its birth name one process for ever. */
export const thisProcess = (): Pick<RunState, 'pid' | 'birth'> => ({ pid: process.pid, birth: birthOf(process.pid) });
