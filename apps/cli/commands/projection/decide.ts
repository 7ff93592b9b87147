import type { Command } from 'commander';
import { forOperators, type OperatorOptions } from '../../api/for-operators.js';
import { signedIn } from '../../api/operator.js';
import type { Decided } from '../../api/projections.types.js';
import { print, printJson } from '../../print.js';
import { follow } from './follow.js';
import { NAME, nameIn, projectionOf } from './name.js';

interface Options extends OperatorOptions {
  readonly follow?: boolean;
}

const VERBS = {
  rebuild: 'Begins a new copy, which is filled from the event streams while the live one is searched.',
  swap: 'Lets the new copy be searched instead of the live one, which is kept until it is dropped.',
} as const;
type Verb = keyof typeof VERBS;

export function register(projection: Command): void {
  for (const [verb, does] of Object.entries(VERBS) as [Verb, string][]) {
    const command = projection.command(verb).description(does).argument('[name]', NAME);
    if (verb === 'rebuild') command.option('--follow', 'shows its progress until it is filled');
    const example =
      verb === 'rebuild' ? 'cleave projection rebuild orders --follow' : 'cleave projection swap orders@mongodb';
    forOperators(command, example).action((text: string | undefined, options: Options) => decide(verb, text, options));
  }
}

async function decide(verb: Verb, text: string | undefined, options: Options): Promise<void> {
  const name = nameIn(text);
  const api = await signedIn(options);
  const { store } = name;
  const decided = await api.post<Decided>(`/ops/projections/${await projectionOf(api, name)}/${verb}`, { store });
  if (options.json) printJson(decided);
  else print(decidedText(decided));
  if (options.follow) await follow(api, decided);
}

export function decidedText({ projection, store, copy, state }: Decided): string {
  const place = `${projection}@${store}`;
  const next = {
    building: `Copy ${copy} of ${place} is being built.\nNext: cleave projection status ${place} --follow, then compare, then swap.`,
    live: `Copy ${copy} of ${place} is searched from now on.\nNext: cleave projection drop ${place}, once the old one is not needed any more.`,
    old: `Copy ${copy} of ${place} is old.`,
    dropped: `Copy ${copy} of ${place} is given up. Its documents are removed within seconds, or when the store is back.`,
  };
  return next[state];
}
