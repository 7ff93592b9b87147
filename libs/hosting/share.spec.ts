import { shareOf, variablesOfOthers } from './share.js';
import type { Contexts } from './contexts.js';

const entry = { subscribes: [], contracts: {}, load: () => Promise.reject(new Error('not loaded here')) };
const all = {
  file: 'contexts.ts',
  contexts: { till: { ...entry, variables: ['TILL_URL'] }, bank: entry },
  door: { name: 'shop', variables: ['SHOP_PASSWORD'], load: entry.load },
} as unknown as Contexts;

it.each([
  [['till'], ['SHOP_PASSWORD']],
  [['bank'], ['TILL_URL', 'SHOP_PASSWORD']],
  [['shop', 'bank'], ['TILL_URL']],
  [['shop', 'till', 'bank'], []],
])('a process with %j is not given %j', (contexts, variables) => {
  expect(variablesOfOthers(all, shareOf(all, { contexts }))).toEqual(variables);
});
