import type { Command } from 'commander';
import type { Story } from '../api/api.types.js';
import { forOperators, tellMissing, type OperatorOptions } from '../api/for-operators.js';
import { signedIn } from '../api/operator.js';
import { detailsText } from '../details-text.js';
import { print, printJson } from '../print.js';
import { table } from '../table.js';

/** `cleave order story ID`: all that is known of an order, over all contexts. */
export function register(program: Command): void {
  const order = program.command('order').description('Tells about orders.');
  const story = order
    .command('story')
    .description('Tells what happened to an order: events, messages, payment, stock, e-mails, in time order.')
    .argument('<id>', 'of the order');
  forOperators(story, 'cleave order story 01890a5d-ac96-774b-bcce-b302099a8057').action(tell);
}

async function tell(id: string, options: OperatorOptions): Promise<void> {
  const story = await (await signedIn(options)).get<Story>(`/ops/orders/${encodeURIComponent(id)}/story`);
  if (options.json) printJson(story);
  else print(storyText(story));
  tellMissing(story.missing);
}

/** A line per fact. */
export function storyText({ facts, isWhole }: Story): string {
  const rows = facts.map(({ at, ms, context, kind, what, details }) => [
    at,
    ms,
    context,
    kind,
    what,
    detailsText(details),
  ]);
  const lines = table(['time', 'ms', 'context', 'kind', 'what', 'details'], rows);
  return isWhole ? lines : `${lines}\nThere is more than is told here.`;
}
