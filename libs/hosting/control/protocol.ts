import { z } from 'zod';
import { MOST_REPLICAS } from '../placement/index.js';
import { ControlError } from './control-error.js';

/** How long a command may take. */
export const MOST_TIMEOUT_MS = 600_000;

const COMMANDS = {
  show: z.strictObject({ command: z.literal('show') }),
  scale: z.strictObject({
    command: z.literal('scale'),
    /** A process, or a context that it hosts. */
    name: z.string().max(200),
    replicas: z.int().min(1, 'must be at least 1: a context must be served').max(MOST_REPLICAS),
    timeoutMs: z.int().min(1).max(MOST_TIMEOUT_MS),
  }),
};

/** What a caller sends: one of these, as a line of JSON. */
export type Command = z.output<(typeof COMMANDS)[keyof typeof COMMANDS]>;

/** What a caller receives, each as a line of JSON: any number of messages for people, then a result or an error. */
export type Answer =
  | { readonly progress: string }
  | { readonly result: unknown }
  | { readonly error: { readonly code: string; readonly message: string } };

/** The result of `show`. */
export interface Shown {
  readonly processes: readonly ShownProcess[];
}

/** The result of `scale`: the process as it is now. */
export interface Scaled extends ShownProcess {
  /** How many replicas it had. */
  readonly before: number;
}

export interface ShownProcess {
  readonly name: string;
  readonly contexts: readonly string[];
  readonly replicas: readonly {
    /** Process name and number. */
    readonly id: string;
    /** Of the current run; absent: it waits to be started again. */
    readonly pid?: number;
    readonly state: 'starting' | 'ready' | 'stopping';
    /** When that run was started or, once it is ready, became so. */
    readonly since: string;
  }[];
}

/** The command that a line holds. Throws ControlError. */
export function commandIn(line: string): Command {
  const data = jsonIn(line);
  const name = (data as { command?: unknown } | null)?.command;
  if (typeof name !== 'string') throw new ControlError('control.invalid', 'a command is a line of JSON: {"command":…}');
  if (!Object.hasOwn(COMMANDS, name))
    throw new ControlError('control.unknown-command', `there are the commands ${Object.keys(COMMANDS).join(' and ')}`);
  const parsed = COMMANDS[name as keyof typeof COMMANDS].safeParse(data);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => [path.join('.'), message].filter(Boolean).join(' '));
  throw new ControlError('control.invalid', `${name}: ${problems.join('; ')}`);
}

function jsonIn(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
