import type { Command } from 'commander';
import type { DeadMessage } from '../../api/api.types.js';
import { forOperators, type OperatorOptions } from '../../api/for-operators.js';
import { signedIn } from '../../api/operator.js';
import { print, printJson } from '../../print.js';
import { plain } from '../../table.js';

interface Options extends OperatorOptions {
  readonly body?: boolean;
}

export function register(dlq: Command): void {
  const command = dlq
    .command('show')
    .description('Shows a dead message.')
    .argument('<context>', 'the one that sent it')
    .argument('<id>')
    .option('--body', 'with its body, which may hold personal data; that it was read is logged');
  forOperators(command, 'cleave dlq show orders 01890a5d-ac96-774b-bcce-b302099a8057 --body').action(show);
}

async function show(context: string, id: string, options: Options): Promise<void> {
  const path = `/ops/dead-letters/${encodeURIComponent(context)}/${encodeURIComponent(id)}?body=${options.body ?? false}`;
  const message = await (await signedIn(options)).get<DeadMessage>(path);
  if (options.json) printJson(message);
  else print(deadMessageText(message));
}

export function deadMessageText({ id, type, key, bornAt, headers, body, letters }: DeadMessage): string {
  const facts: [string, string][] = [
    ['message', id],
    ['type', type],
    ['key', key],
    ['born', bornAt],
    ['headers', JSON.stringify(headers)],
    ...(body ? [['body', JSON.stringify(body)] as [string, string]] : []),
    ...letters.flatMap(({ receiver, group, failures, why, diedAt, settled }): [string, string][] => [
      ['', ''],
      ['to', receiver],
      ['group', group],
      ['died', `${diedAt}, after ${failures} failures`],
      ['why', why],
      ['settled', settled ? `${settled.at} by ${settled.by}: ${settled.why}` : 'no'],
    ]),
  ];
  return facts.map(([name, value]) => `${name.padEnd(8)} ${plain(value)}`.trimEnd()).join('\n');
}
