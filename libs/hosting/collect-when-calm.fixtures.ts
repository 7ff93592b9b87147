import { collectWhenCalm } from './collect-when-calm.js';

// fills the room for young objects, then rests; prints now and then how many megabytes the heap takes
const LOOK_MS = 500; // on a busy machine a timer alone may take 5 % of a shorter while
const room = (): number => Math.round(process.memoryUsage().heapTotal / 1_000_000);
collectWhenCalm(LOOK_MS);
const kept: object[] = [];
for (let i = 0; i < 1_000_000; i++) {
  kept.push({ i });
  if (kept.length > 200_000) kept.length = 0;
}
console.log(room());
setInterval(() => console.log(room()), LOOK_MS);
