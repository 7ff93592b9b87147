import type { Command } from 'commander';
import { register as help } from './saga/help.js';
import { register as list } from './saga/list.js';
import { register as show } from './saga/show.js';

/** `cleave saga ls|show|retry|skip|force`: checkouts that have not ended, and those that wait for a person. */
export function register(program: Command): void {
  const saga = program
    .command('saga')
    .description('Shows the checkouts that have not ended, and decides about those that cannot go on by themselves.');
  for (const registerOne of [list, show, help]) registerOne(saga);
}
