import { readFileSync } from 'node:fs';

/** The text of a variable, or why it cannot be read. */
export type RawValue = { text: string | undefined } | { problem: string };

/**
 * Reads `NAME`, or the file that `NAME_FILE` names (as container secrets are mounted). An empty variable counts as
 * absent: compose files and CI set empty ones, and `z.coerce.number()` would take them for 0.
 */
export function rawValue(name: string, env: NodeJS.ProcessEnv): RawValue {
  const text = env[name] || undefined;
  const file = env[`${name}_FILE`] || undefined;
  if (!file) return { text };
  if (text) return { problem: `${name} and ${name}_FILE are both set; keep one` };
  try {
    return { text: readFileSync(file, 'utf8').replace(/\r?\n$/, '') || undefined };
  } catch (error) {
    return { problem: `${name}_FILE names a file that cannot be read (${(error as NodeJS.ErrnoException).code})` };
  }
}
