import type { Command } from 'commander';
import { register as list } from './dlq/list.js';
import { register as settle } from './dlq/settle.js';
import { register as show } from './dlq/show.js';

/** `cleave dlq ls|show|redrive|discard`: lists, shows, redrives and discards dead letters. */
export function register(program: Command): void {
  const dlq = program.command('dlq').description('Shows dead letters, sends them again, or gives them up.');
  for (const registerOne of [list, show, settle]) registerOne(dlq);
}
