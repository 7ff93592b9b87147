import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { System } from './cleave.js';

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** What `cleave …` says of a running system and how it ends, in the name of its operator; run from the sources. */
export async function cleaveCommand(
  { url, operator }: Pick<System, 'url' | 'operator'>,
  args: readonly string[],
  settings: Readonly<Record<string, string>> = {},
): Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }> {
  const { NO_COLOR: _none, FORCE_COLOR: _forced, ...inherited } = process.env;
  const credentials = { CLEAVE_OPERATOR_EMAIL: operator.email, CLEAVE_OPERATOR_PASSWORD: operator.password };
  const flags = ['--import', at('test/support/typescript.mjs')];
  const child = spawn(process.execPath, [...flags, at('apps/cli/main.ts'), ...args], {
    env: { ...inherited, CLEAVE_URL: url, ...credentials, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 150_000, // longer than any command waits
    killSignal: 'SIGKILL',
  });
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { code: child.exitCode, stdout, stderr };
}
