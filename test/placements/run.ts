import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ArgumentsError, chosenBy, type Chosen } from './chosen.js';
import { documentOf } from './document.js';
import { measure } from './measure.js';
import type { RunOf } from './run-of.js';
import { wantedBy } from './servers.js';
import { differencesIn, knownIn, tableOf } from './table.js';

// npm run test:placements: the acceptance suites on every placement, one after the other. 0: all passed and ended in one state.
const DOCUMENT = fileURLToPath(new URL('../../docs/placements.md', import.meta.url));

try {
  process.exitCode = await run(chosenBy(process.argv.slice(2)));
} catch (error) {
  if (!(error instanceof ArgumentsError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

async function run(chosen: Chosen): Promise<number> {
  const runs: RunOf[] = [];
  const skipped = Map.groupBy(chosen.placements, (placement) => wantedBy(placement));
  const placements = skipped.get(undefined) ?? [];
  skipped.delete(undefined);
  for (const placement of placements) for (const frames of chosen.frames) runs.push(await runOne(placement, frames));

  console.log(`\n${tableOf(runs)}\n`);
  const known = !chosen.isToBeWritten && existsSync(DOCUMENT) ? knownIn(readFileSync(DOCUMENT, 'utf8')) : {};
  const differences = differencesIn(runs, known);
  for (const difference of differences) console.log(difference);
  for (const [server, names] of skipped) console.log(`SKIPPED, for want of ${server}: ${names.join(', ')}`);

  const isGood = !differences.length && runs.every(({ passed, failed }) => passed && !failed);
  if (chosen.isToBeWritten && isGood && !skipped.size) writeFileSync(DOCUMENT, await documentOf(runs, DOCUMENT));
  return isGood && !(chosen.isToBeWritten && skipped.size) ? 0 : 1;
}

async function runOne(placement: string, frames: RunOf['frames']): Promise<RunOf> {
  const { run, complaint } = await measure(placement, frames);
  if (complaint) console.log(complaint);
  const took = `${(run.totalMs / 1_000).toFixed(0)} s`;
  console.log(`${complaint ? '✗' : '✓'} ${placement}, frames ${frames}, ${took}`);
  console.log(`Tests:       ${run.failed ? `${run.failed} failed, ` : ''}${run.passed} passed`); // as Jest says it
  return run;
}
