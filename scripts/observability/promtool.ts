import { spawnSync } from 'node:child_process';
import { findProgram } from '#libs/processes';

export const hasPromtool = (): boolean => findProgram('promtool') !== undefined;

/** What it complains about; empty: nothing. */
export function promtool(...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync('promtool', args, { encoding: 'utf8' });
  return status === 0 ? '' : `promtool ${args.join(' ')}\n${stdout}${stderr}`.trim();
}
