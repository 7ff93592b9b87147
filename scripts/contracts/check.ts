import { breakText } from './compare/break.js';
import { snapshots } from './snapshots.js';

// npm run contracts:check: the documents in docs/contracts are what the sources say, and nobody who relies on them is broken.
const found = await snapshots();
const breaks = found.flatMap((one) => one.breaks);
for (const one of breaks) console.error(breakText(one));
if (breaks.length)
  console.error(
    '\nThis breaks whoever relies on the committed contracts. A new version beside the old one breaks nobody (docs/versioning.md).',
  );
for (const { path, committed, text } of found)
  if (committed !== text) console.error(`${path} is not written: run npm run contracts:write`);
  else console.log(`${path} is up to date`);
process.exitCode = found.every(({ committed, text }) => committed === text) ? 0 : 1;
