import type { Command } from 'commander';
import { register as compare } from './projection/compare.js';
import { register as decide } from './projection/decide.js';
import { register as drop } from './projection/drop.js';
import { register as list } from './projection/list.js';
import { register as status } from './projection/status.js';

/** `cleave projection ls|status|rebuild|compare|swap|drop`: the copies of the read side. */
export function register(program: Command): void {
  const projection = program
    .command('projection')
    .description('Shows the copies of the read side, makes a new one while the old one serves, and swaps them.');
  for (const registerOne of [list, status, decide, compare, drop]) registerOne(projection);
}
