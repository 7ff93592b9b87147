import { spawnSync } from 'node:child_process';

/**
 * What goes before a command so that the kernel ends it with this process, even after a kill -9; nothing where that is not known.
 * One that was stopped, or whose event loop is stuck, would not notice that we are gone.
 */
export function dyingWithUs(signal: 'KILL' | 'QUIT' | 'TERM'): readonly string[] {
  const words = ['setpriv', '--pdeathsig', signal];
  const isKnown =
    process.platform === 'linux' && spawnSync(words[0]!, [...words.slice(1), 'true'], { timeout: 5_000 }).status === 0;
  return isKnown ? words : [];
}
