// npm run bench: how many orders a second, beside what PostgreSQL could do at most. See README.md in bench/.
import { writeFileSync } from 'node:fs';
import { benchmark } from './benchmark.js';
import { optionsFrom, USAGE, type Options } from './options.js';
import { report, type Result } from './report/report.js';
import { Stage } from './stage/stage.js';

const options = readOptions();
const since = performance.now();
const say = (line: string): void =>
  void process.stderr.write(`${((performance.now() - since) / 1_000).toFixed(0).padStart(4)} s  ${line}\n`);

const stopping = new AbortController();
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(name, () => stopping.abort(new Error('stopped before its end')));

for (const stream of [process.stdout, process.stderr])
  stream.on('error', () => stopping.abort(new Error('nobody reads what it prints')));

const stage = new Stage();
try {
  say('starting PostgreSQL and Cleave on a clean data folder');
  await stage.set({ inspect: options.profile !== undefined });
  for (const program of [stage.cleave, stage.generator]) program.onEnd((error) => stopping.abort(error));
  const result = await benchmark(stage, options, stopping.signal, say);
  if (stage.cleave.complaints) say(`Cleave logged:\n${stage.cleave.complaints}`);
  show(result);
  process.exitCode = result.books.problems.length ? 1 : 0;
} catch (error) {
  const { message, stack } = (stopping.signal.reason ?? error) as Error; // what is stopped fails with less of a reason
  process.stderr.write(`bench: ${stopping.signal.aborted ? message : stack}\n`);
  process.exitCode = 1;
} finally {
  await stage.clear();
}

function readOptions(): Options {
  try {
    const options = optionsFrom(process.argv.slice(2));
    if (!options.help) return options;
    process.stdout.write(`${USAGE}\n`);
    process.exit(0);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${USAGE}\n`);
    process.exit(2);
  }
}

function show(result: Result): void {
  const text = `\n${report(result)}\n`;
  const json = `${JSON.stringify(result, undefined, 2)}\n`;
  if (options.json === '-') {
    process.stderr.write(text);
    process.stdout.write(json);
    return;
  }
  process.stdout.write(text);
  if (options.json) writeFileSync(options.json, json);
}
