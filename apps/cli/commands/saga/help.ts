import type { Command } from 'commander';
import { forOperators, type OperatorOptions } from '../../api/for-operators.js';
import { signedIn } from '../../api/operator.js';
import type { Helped } from '../../api/sagas.types.js';
import { print, printJson } from '../../print.js';

interface Options extends OperatorOptions {
  readonly reason: string;
}

const VERBS = {
  retry: 'Sends the undo of a step again.',
  skip: 'Lets the other undos run first. The step, and so the saga, stays open.',
  force: 'Says that the step has no effect any more, as when money was given back by hand; of money only an admin may.',
} as const;

export function register(saga: Command): void {
  for (const [verb, does] of Object.entries(VERBS)) {
    const command = saga
      .command(verb)
      .description(does)
      .argument('<order>', 'the id of its order, or of its refund')
      .argument('<step>', 'one that waits for a person, as `cleave saga show` says')
      .requiredOption('--reason <text>', 'why; it is kept with your user id');
    const example = `cleave saga ${verb} 01890a5d-ac96-774b-bcce-b302099a8057 payment --reason 'ticket 4711'`;
    forOperators(command, example).action((id: string, step: string, options: Options) =>
      help(verb, id, step, options),
    );
  }
}

async function help(verb: string, id: string, step: string, options: Options): Promise<void> {
  const path = `/ops/sagas/${encodeURIComponent(id)}/steps/${encodeURIComponent(step)}/${verb}`;
  const helped = await (await signedIn(options)).post<Helped>(path, { reason: options.reason });
  if (options.json) printJson(helped);
  else print(helpedText(helped));
}

export const helpedText = ({ id, step, status, state }: Helped): string =>
  `Step ${step} is ${status} now, and saga ${id} is ${state}.`;
