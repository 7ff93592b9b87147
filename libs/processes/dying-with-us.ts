import { spawnSync } from 'node:child_process';

/**
 * A command prefix with which the kernel ends the child together with this process, even after a kill -9; empty on systems without
 * it. Needed because a child that is stopped, or whose event loop is blocked, does not notice the end of its parent.
 */
export function dyingWithUs(signal: 'KILL' | 'QUIT' | 'TERM'): readonly string[] {
  const words = ['setpriv', '--pdeathsig', signal];
  const isKnown =
    process.platform === 'linux' && spawnSync(words[0]!, [...words.slice(1), 'true'], { timeout: 5_000 }).status === 0;
  return isKnown ? words : [];
}
