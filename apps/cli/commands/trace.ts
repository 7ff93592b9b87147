import { resolve } from 'node:path';
import type { Command } from 'commander';
import { otlpOf, tracedSpan } from '#libs/hosting/traces';
import { EXIT, Failure } from '../api/failure.js';
import { print } from '../print.js';
import { tracesHere } from '../trace/traces-here.js';
import { tracesInFile } from '../trace/traces-in-file.js';
import { tracesOf } from '../trace/span-tree.js';
import { traceText } from '../trace/trace-text.js';

interface Options {
  readonly file?: string;
  readonly details?: boolean;
  readonly json?: boolean;
}

const HELP = `
Examples:
  cleave trace 01890a5d-ac96-774b-bcce-b302099a8057
  cleave trace 01890a5d-ac96-774b-bcce-b302099a8057 --file otlp.jsonl

Without a file it asks the system that runs on the data folder, which keeps the latest 1,000 traces when it is started with
npm start -- --traces. A file holds a document of OTLP on each line, as the file exporter of a collector writes it, or as --json
prints it. A trace grows: spans arrive when they have ended.

Exit codes: 0 done, 1 no such trace, 2 not understood, 3 no traces are kept here.`;

/** `cleave trace ORDER`: what happened for an order, span by span, in all processes. */
export function register(program: Command): void {
  program
    .command('trace')
    .description('Draws the traces of an order: where it was, how long it waited, what was repeated and what failed.')
    .argument('<order>', 'its id')
    .option('--file <file>', 'of OTLP as JSON, a document a line')
    .option('--details', 'every span by itself, with its attributes and what is linked to it')
    .option('--json', 'for programs: OTLP, in one line')
    .addHelpText('after', HELP)
    .action(trace);
}

async function trace(order: string, { file, details, json }: Options): Promise<void> {
  const emitted = file === undefined ? await tracesHere(order) : await tracesInFile(fileAt(file), order);
  if (!emitted.length) throw new Failure(EXIT.refused, noneOf(order, file));
  if (json) process.stdout.write(`${JSON.stringify(otlpOf(emitted))}\n`);
  else print(traceText(order, tracesOf(order, emitted.map(tracedSpan)), { details }));
}

const noneOf = (order: string, file: string | undefined): string =>
  file === undefined
    ? `There is no trace of ${order}: it is older than those that are kept, or was not recorded.`
    : `There is no trace of ${order} in ${file}.`;

/** Relative to the user's working directory. */
const fileAt = (file: string): string => resolve(process.env.CLEAVE_CALLED_FROM ?? '', file);
