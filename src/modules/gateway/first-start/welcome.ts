import { firstOrder } from './first-order.js';
import type { Operator } from './operator.js';

/** What a newcomer is told at the first start and later ones. */
export function welcome(url: string, operator: Operator | undefined): string {
  return [
    ...(operator?.password ? [`  operator   ${operator.email}, password ${operator.password}`] : []),
    '',
    '  One order, step by step: paste it into another terminal (needs curl and node).',
    '',
    ...firstOrder(url).map((line) => `    ${line}`),
    '',
    `  In a browser: ${url}. Four orders: npm run demo. Stop: Ctrl-C.`,
  ].join('\n');
}
