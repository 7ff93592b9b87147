import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { breakText } from './compare/break.js';
import { snapshots } from './snapshots.js';

// npm run contracts:write: writes docs/contracts. What breaks somebody is only written with `-- --breaking`.
const isMeant = process.argv.includes('--breaking');
const found = await snapshots();
const breaks = found.flatMap((one) => one.breaks);
for (const one of breaks) console.error(breakText(one));
if (breaks.length && !isMeant) {
  console.error(
    '\nNothing is written, since this breaks somebody. If it is meant: npm run contracts:write -- --breaking',
  );
  process.exitCode = 1;
} else {
  for (const { path, committed, text } of found) {
    if (committed !== text) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
    console.log(committed === text ? `${path} is up to date` : `wrote ${path}`);
  }
}
