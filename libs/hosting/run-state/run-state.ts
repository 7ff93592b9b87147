import { birthOf } from '#libs/processes';

/** The entry of a running process in the data folder, for the CLI and other programs. */
export interface RunState {
  readonly process: string;
  readonly replica: string;
  readonly pid: number;
  /** When that process began, since another one may get its pid later. */
  readonly birth?: number;
  /** URL of the public API, in the process of the door. */
  readonly url?: string;
  /** The address for other processes, `host:port`; absent: there are none, or they use a broker. */
  readonly address?: string;
  /** Where health is served. */
  readonly management: string;
  /** Its contexts that own data. */
  readonly contexts: readonly string[];
  readonly startedAt: string;
}

/** The name of the entry of a process. */
export const stateOf = (id: string): string => `process.${id}`;

/** Pid and start time identify a process uniquely. */
export const thisProcess = (): Pick<RunState, 'pid' | 'birth'> => ({ pid: process.pid, birth: birthOf(process.pid) });
