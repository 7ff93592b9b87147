import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * Runs a program in a process of its own, from the sources. It is killed with this one's end.
 * @param program  the name of one of `test/support/children`, or the place of another
 */
export function child(program: string | URL, ...args: string[]): ChildProcess {
  const file = typeof program === 'string' ? here(`children/${program}.ts`) : fileURLToPath(program);
  const flags = ['--import', here('typescript.mjs'), file];
  const made = spawn(process.execPath, [...flags, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const end = (): void => void made.kill('SIGKILL');
  process.once('exit', end);
  made.once('exit', () => process.off('exit', end));
  return made;
}

/** The first line that it prints; throws when it ends before. */
export async function firstLine(process: ChildProcess): Promise<string> {
  const ended = once(process, 'exit').then(([code]) =>
    Promise.reject(new Error(`The child ended with ${code} and had printed nothing.`)),
  );
  const [data] = (await Promise.race([once(process.stdout!, 'data'), ended])) as [Buffer];
  return data.toString().split('\n')[0]!;
}

export async function killed(process: ChildProcess): Promise<void> {
  process.kill('SIGKILL');
  if (process.exitCode === null && process.signalCode === null) await once(process, 'exit');
}
