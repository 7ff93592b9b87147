import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { findRedisServer } from '#libs/messaging/transports/redis/server';
import { ArgumentsError, chosenBy, type Chosen } from './chosen.js';
import { documentOf } from './document.js';
import { measure } from './measure.js';
import type { RunOf } from './run-of.js';
import { differencesIn, hashIn, tableOf } from './table.js';

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
  const skipped: string[] = [];
  for (const placement of chosen.placements)
    if (placement.endsWith('/redis') && !process.env.REDIS_URL && !findRedisServer()) skipped.push(placement);
    else for (const frames of chosen.frames) runs.push(await runOne(placement, frames));

  console.log(`\n${tableOf(runs)}\n`);
  const known = !chosen.isToBeWritten && existsSync(DOCUMENT) ? hashIn(readFileSync(DOCUMENT, 'utf8')) : undefined;
  const differences = differencesIn(runs, known);
  for (const difference of differences) console.log(difference);
  if (skipped.length)
    console.log(
      `SKIPPED, for want of a redis-server on the PATH (apt-get install redis-server): ${skipped.join(', ')}`,
    );

  const isGood = runs.length > 0 && !differences.length && runs.every(({ passed, failed }) => passed && !failed);
  if (chosen.isToBeWritten && isGood && !skipped.length) writeFileSync(DOCUMENT, await documentOf(runs, DOCUMENT));
  return isGood && !(chosen.isToBeWritten && skipped.length) ? 0 : 1;
}

async function runOne(placement: string, frames: RunOf['frames']): Promise<RunOf> {
  const { run, complaint } = await measure(placement, frames);
  if (complaint) console.log(complaint);
  const took = `${(run.totalMs / 1_000).toFixed(0)} s`;
  console.log(`${complaint ? '✗' : '✓'} ${placement}, frames ${frames}, ${took}`);
  console.log(`Tests:       ${run.failed ? `${run.failed} failed, ` : ''}${run.passed} passed`); // as Jest says it
  return run;
}
