import { LogLevelError } from './log-level-error.js';
import { authorizationOf, PATH } from './proof.js';

const DEADLINE_MS = 5_000;

/** The levels of a process, as LOG_LEVEL would set them. */
export interface ProcessLevels {
  readonly process: string;
  readonly replica: string;
  readonly levels: string;
}

/** `change`: levels as in LOG_LEVEL, those of other parts stay; `reset`: those with which it was started. */
export type LevelChange = { readonly change: string } | { readonly reset: true };

/**
 * Asks a process for its levels, or changes them. Throws LogLevelError: `log-level.unreachable` when it does not answer in time, and what it
 * answers.
 *
 * @param management  URL of its management port
 */
export async function askLevels(
  management: string,
  key: Buffer,
  change?: LevelChange,
  deadlineMs = DEADLINE_MS,
): Promise<ProcessLevels> {
  const method = change ? 'PUT' : 'GET';
  const url = change ? `${PATH}?${new URLSearchParams(Object.entries(change)).toString()}` : PATH;
  const headers = { authorization: authorizationOf(key, method, url) };
  const init = { method, headers, signal: AbortSignal.timeout(deadlineMs) };
  const answer = await fetch(`${management.replace(/\/$/, '')}${url}`, init).catch(() => {
    throw new LogLevelError('log-level.unreachable', `Nothing answers at ${management}.`);
  });
  const reply = (await answer.json().catch(() => ({}))) as ProcessLevels & { code?: string; detail?: string };
  if (answer.ok) return reply;
  throw new LogLevelError(
    reply.code ?? 'log-level.unreachable',
    reply.detail ?? `${management} answers ${answer.status}, and is no management port of Cleave.`,
  );
}
