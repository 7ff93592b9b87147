import { setImmediate as nextTurn } from 'node:timers/promises';
import { getHeapSpaceStatistics } from 'node:v8';
import { bearYoung } from './bear-young.js';

// keeps all objects of one code location at first, later none; then prints by how many megabytes the old generation has grown
bearYoung();
const old = (): number =>
  getHeapSpaceStatistics().find(({ space_name: name }) => name === 'old_space')!.space_used_size / 1e6;
const made = (n: number) => ({ n, of: { n }, all: [n, { n }] });
for (let round = 0; round < 3; round++) {
  const kept: object[] = [];
  for (let n = 0; n < 300_000; n++) kept.push(made(n));
  await nextTurn();
}
let last: object = {};
const grown: number[] = [];
for (let round = 0; round < 9; round++) {
  const before = old();
  for (let n = 0; n < 100_000; n++) last = made(n);
  grown.push(old() - before);
}
console.log(last && grown.sort((a, b) => a - b)[4]);
