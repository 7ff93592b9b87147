// npm run bench: orders a second, compared with the maximum of PostgreSQL. See README.md in bench/.
import { writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { optionsFrom, USAGE, type Options } from './options.js';
import type { BenchResult } from './bench-result.js';
import { benchOverload } from './overload/bench-overload.js';
import { benchProxy } from './proxy/bench-proxy.js';
import { isKnownMark, writeInto } from './report/write-into.js';
import { benchSearch } from './search/bench-search.js';
import { StartError } from './stage/cleave.js';
import { benchSystems } from './systems.js';
import { benchTransports } from './transports/bench-transports.js';

const options = readOptions();
const since = performance.now();
const say = (line: string): void =>
  void process.stderr.write(`${((performance.now() - since) / 1_000).toFixed(0).padStart(4)} s  ${line}\n`);

const stopping = new AbortController();
let codeOfFailure = 1;
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(name, () => {
    codeOfFailure = 128 + constants.signals[name]; // as a shell says it
    stopping.abort(new Error(`stopped by ${name} before its end; what it started is stopped, its folders are removed`));
  });

for (const stream of [process.stdout, process.stderr])
  stream.on('error', () => stopping.abort(new Error('nobody reads what it prints')));

try {
  const bench = benchOf(options);
  const outcome = await bench(options, { stopping, say });
  show(outcome);
  process.exitCode = outcome.isRight ? 0 : 1;
} catch (error) {
  const { message, stack } = (stopping.signal.reason ?? error) as Error; // what is stopped fails with less of a reason
  const isTold = stopping.signal.aborted || error instanceof StartError;
  process.stderr.write(`bench: ${isTold ? message : stack}\n`);
  process.exitCode = codeOfFailure;
}

function benchOf({ transports, overload, proxy, search }: Options): typeof benchSystems {
  if (search) return benchSearch;
  if (transports) return benchTransports;
  if (overload) return benchOverload;
  return proxy ? benchProxy : benchSystems;
}

function readOptions(): Options {
  try {
    const given = optionsFrom(process.argv.slice(2));
    if (given.write !== undefined && !isKnownMark(given.write))
      throw new TypeError(`--write: no document has the mark <!-- bench ${given.write} -->`);
    if (!given.help) return given;
    process.stdout.write(`${USAGE}\n`);
    process.exit(0);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${USAGE}\n`);
    process.exit(2);
  }
}

function show({ text, figures }: BenchResult): void {
  const json = `${JSON.stringify(figures, undefined, 2)}\n`;
  (options.json === '-' ? process.stderr : process.stdout).write(`\n${text}\n`);
  if (options.json === '-') process.stdout.write(json);
  else if (options.json) writeFileSync(options.json, json);
  if (options.write) writeInto(options.write, text);
}
