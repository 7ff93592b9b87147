import { type Command, InvalidArgumentError, Option } from 'commander';
import { contexts } from '#contexts';
import { diff, diffText, PlacementError, show, showMermaid, showText, unnamedText } from '#libs/hosting/placement';
import { placementAt } from '../placement-at.js';
import { print, printJson } from '../print.js';

interface Options {
  readonly json?: boolean;
  readonly mermaid?: boolean;
  readonly maxConnections?: number;
  readonly pool?: number;
}

const EXAMPLES = {
  check: 'cleave placement check placements/pairs.yaml --max-connections 100',
  show: 'cleave placement show placements/microservices.yaml --mermaid',
  diff: 'cleave placement diff placements/monolith.yaml placements/split-payments.yaml',
} as const;

/** `cleave placement check|show|diff`: works without a running system, and loads no code of a context. */
export function register(program: Command): void {
  const placement = program
    .command('placement')
    .description('Checks, draws and compares placement files: which context runs where.')
    .addHelpText('after', `\nExamples:\n  ${Object.values(EXAMPLES).join('\n  ')}`);
  const subcommand = (name: keyof typeof EXAMPLES, description: string): Command =>
    placement
      .command(name)
      .description(description)
      .option('--json', 'for programs')
      .addHelpText('after', `\nExample:\n  ${EXAMPLES[name]}`);
  const pool = new Option('--pool <n>', 'CLEAVE_POOL_SIZE of the processes').argParser(count);

  subcommand('check', 'Refuses a file that cannot work, with lines and reasons.')
    .argument('<file>')
    .option('--max-connections <n>', 'of the PostgreSQL server; without it connections are not counted', count)
    .addOption(pool)
    .action((file: string, options: Options) => answering(options, () => check(file, options)));

  subcommand('show', 'Says who runs where, and which calls and messages cross the wire.')
    .argument('<file>')
    .addOption(new Option('--mermaid', 'as a Mermaid flowchart').conflicts('json'))
    .addOption(pool)
    .action((file: string, options: Options) =>
      answering(options, () => {
        const shown = show(placementAt(file), contexts, options.pool);
        return [shown, options.mermaid ? showMermaid(shown) : showText(shown)];
      }),
    );

  subcommand('diff', 'Says what moves, and which calls and messages become or stop being network traffic.')
    .argument('<before>')
    .argument('<after>')
    .action((before: string, after: string, options: Options) =>
      answering(options, () => {
        const difference = diff(placementAt(before), placementAt(after), contexts);
        return [difference, diffText(difference)];
      }),
    );
}

type Answer = readonly [data: object, text: string];

function check(file: string, { maxConnections, pool: poolSize }: Options): Answer {
  const placement = placementAt(file, { maxConnections, poolSize });
  const { unnamed } = placement;
  const processes = placement.processes.map(({ name }) => name);
  const text = [`${file}: it can work, as ${processes.join(', ')}`, unnamedText(placement)];
  return [{ ok: true, file, processes, unnamed }, text.filter(Boolean).join('\n')];
}

/** Prints text or JSON. With `--json` an invalid placement is reported as JSON, too. */
function answering({ json }: Options, answer: () => Answer): void {
  try {
    const [data, text] = answer();
    if (json) printJson(data);
    else print(text);
  } catch (error) {
    if (json && error instanceof PlacementError) {
      const { code, file, problems } = error;
      printJson({ ok: false, code, file, problems });
    }
    throw error;
  }
}

function count(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new InvalidArgumentError('It is a whole number from 1.');
  return Number(text);
}
