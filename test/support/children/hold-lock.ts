import { appendFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
// @ts-expect-error plain JavaScript: it runs before anything is installed
import { exclusively } from '../../../scripts/lib/lock.mjs';

// takes the lock of that name so many times, or for ever, and writes down when it began and ended
const [name, journal, times] = process.argv.slice(2) as [string, string, string];
for (let i = 0; i < Number(times); i++) {
  await exclusively(name, async () => {
    appendFileSync(journal, '(');
    await sleep(5);
    appendFileSync(journal, ')');
  });
}
if (times === '0') {
  await exclusively(name, async () => {
    console.log('held');
    await sleep(60_000);
  });
}
