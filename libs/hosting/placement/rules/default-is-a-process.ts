import { OWN_PROCESS } from '../default-process.js';
import { didYouMean, quoted } from '../../yaml/index.js';
import type { Rule } from './rule.js';

/** What no process names runs in the default one, which must be there. */
export const defaultIsAProcess: Rule = ({ placement: { processes }, byDefault }, refuse) => {
  const names = processes.map(({ name }) => name);
  if (byDefault === undefined || byDefault === OWN_PROCESS || names.includes(byDefault)) return;
  refuse(['default'], `there is no process ${quoted(byDefault)}${didYouMean(byDefault, [...names, OWN_PROCESS])}`);
};
