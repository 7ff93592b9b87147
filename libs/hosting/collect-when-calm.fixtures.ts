import { collectWhenCalm } from './collect-when-calm.js';

// allocates and drops many objects, then idles; periodically prints the memory of the process in megabytes
const LOOK_MS = 500; // on a busy machine a timer alone may take 5 % of a shorter interval
const resident = (): number => Math.round(process.memoryUsage.rss() / 1_000_000);
collectWhenCalm(LOOK_MS);
const kept: object[] = [];
for (let i = 0; i < 6_000_000; i++) {
  kept.push({ i });
  if (kept.length > 400_000) kept.length = 0;
}
console.log(resident());
setInterval(() => console.log(resident()), LOOK_MS);
