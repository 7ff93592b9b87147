import type { Command } from 'commander';
import { forOperators, type OperatorOptions } from '../../api/for-operators.js';
import { signedIn } from '../../api/operator.js';
import type { Saga } from '../../api/sagas.types.js';
import { print, printJson } from '../../print.js';
import { table } from '../../table.js';

export function register(saga: Command): void {
  const command = saga
    .command('show')
    .description('Shows where a checkout stands, and all that has happened to it.')
    .argument('<order>', 'the id of its order');
  forOperators(command, 'cleave saga show 01890a5d-ac96-774b-bcce-b302099a8057').action(show);
}

async function show(id: string, options: OperatorOptions): Promise<void> {
  const saga = await (await signedIn(options)).get<Saga>(`/ops/sagas/${encodeURIComponent(id)}`);
  if (options.json) printJson(saga);
  else print(sagaText(saga));
}

export function sagaText({ id, saga, state, reason, steps, entries }: Saga): string {
  const inNeed = steps.filter(({ needsHelp }) => needsHelp).map(({ name }) => name);
  return [
    `${saga} ${id}: ${state}${reason ? `, because of ${reason}` : ''}`,
    '',
    table(
      ['step', 'status', 'sent', 'answer until'],
      steps.map((step) => [step.name, step.status, `${step.attempts} x`, step.until ?? '-']),
    ),
    '',
    table(
      ['at', 'what', 'step', 'then', 'why', 'by'],
      entries.map(({ at, what, step, sends, undoes, reason: why, by }) => [
        at,
        what,
        step ?? '-',
        sends ? `asks for ${sends}` : undoes ? `undoes ${undoes}` : '-',
        why ?? '-',
        by ?? '-',
      ]),
    ),
    ...inNeed.map((step) => `\n${step} waits for a person: cleave saga retry|skip|force ${id} ${step} --reason …`),
  ].join('\n');
}
