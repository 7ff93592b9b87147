import { writeFileSync } from 'node:fs';
import { acceptance } from '../acceptance/acceptance.js';
import { type Frames, PLACEMENTS } from './placements.js';

// One placement, as run.ts names it: npm run test:placements
const { CLEAVE_TEST_PLACEMENT, CLEAVE_TEST_FRAMES, CLEAVE_TEST_FOUND } = process.env;

acceptance({
  placed: PLACEMENTS[CLEAVE_TEST_PLACEMENT!],
  frames: CLEAVE_TEST_FRAMES as Frames,
  tell: (found) => writeFileSync(CLEAVE_TEST_FOUND!, JSON.stringify(found)),
});
