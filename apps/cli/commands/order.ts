import type { Command } from 'commander';
import type { Story } from '../api/api.types.js';
import { forOperators, tellMissing, type OperatorOptions } from '../api/for-operators.js';
import { signedIn } from '../api/operator.js';
import { print, printJson } from '../print.js';
import { storyText } from '../story-text.js';

interface Options extends OperatorOptions {
  readonly details?: boolean;
}

/** `cleave order story ID`: the history of an order, from all contexts. */
export function register(program: Command): void {
  const order = program.command('order').description('Tells about orders.');
  const story = order
    .command('story')
    .description('Tells what happened to an order: events, messages, payment, stock, e-mails, in time order.')
    .argument('<id>', 'of the order');
  story.option('--details', 'also ids, messages and deadlines');
  forOperators(story, 'cleave order story 01890a5d-ac96-774b-bcce-b302099a8057').action(tell);
}

async function tell(id: string, options: Options): Promise<void> {
  const story = await (await signedIn(options)).get<Story>(`/ops/orders/${encodeURIComponent(id)}/story`);
  if (options.json) printJson(story);
  else print(storyText(id, story, options));
  tellMissing(story.missing);
}
