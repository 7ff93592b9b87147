import { type Command, InvalidArgumentError } from 'commander';
import { contexts } from '#contexts';
import { ask, ControlError, MOST_TIMEOUT_MS, type Scaled, type Shown, type ShownProcess } from '#libs/hosting/control';
import { MOST_REPLICAS } from '#libs/hosting/placement';
import { runningOn } from '#libs/hosting/run-state';
import { didYouMean, quoted } from '#libs/hosting/yaml';
import { EXIT, Failure } from '../api/failure.js';
import { foundHere } from '../api/found-here.js';
import { print, printJson } from '../print.js';
import { table } from '../table.js';
import { duration } from '../times.js';

interface Options {
  readonly timeout: number;
  readonly json?: boolean;
}

/** Beside the time that a command has: what it began is taken back within it, step by step, and each step is told. */
const GRACE_MS = 15_000;

const HELP = `
Examples:
  cleave scale                 what runs
  cleave scale inventory 3     three of it; the new ones are ready when the command ends
  cleave scale inventory 1     what the others have begun is finished first

It tells the supervisor of the data folder (npm start with --split or --placement). Ctrl-C does not take back what has begun.
Exit codes: 0 done, 1 refused, 2 not understood, 3 no supervisor reached.`;

/** `cleave scale [NAME] [REPLICAS]`: shows the replicas of running processes, adds some or removes some. */
export function register(program: Command): void {
  program
    .command('scale')
    .description('Adds and removes replicas of a process while it runs; without a number it shows them.')
    .argument('[name]', 'of a process, or of a context that it hosts')
    .argument('[replicas]', `how many, from 1 to ${MOST_REPLICAS}`, between(1, MOST_REPLICAS))
    .option('--timeout <seconds>', 'in which it must be done', between(1, MOST_TIMEOUT_MS / 1_000), 120)
    .option('--json', 'for programs')
    .addHelpText('after', HELP)
    .action((name: string | undefined, replicas: number | undefined, options: Options) =>
      answering(name, options, () =>
        name === undefined || replicas === undefined ? show(name) : scale(name, replicas, options),
      ),
    );
}

type Told = readonly [data: Shown | Scaled, text: string];

async function show(name: string | undefined): Promise<Told> {
  const shown = await ask<Shown>(foundHere().folder, { command: 'show' }, { silenceMs: GRACE_MS });
  const processes = shown.processes.filter((one) => !name || namesOf(one).includes(name));
  if (processes.length) return [{ processes }, tableOf(processes)];
  const known = new Set(shown.processes.flatMap(namesOf));
  throw new Failure(
    EXIT.refused,
    `There is no process and no context ${quoted(name!)}${didYouMean(name!, [...known])}`,
  );
}

async function scale(name: string, replicas: number, { timeout }: Options): Promise<Told> {
  const timeoutMs = timeout * 1_000;
  const onProgress = (message: string): void => void process.stderr.write(`${message}\n`);
  const command = { command: 'scale', name, replicas, timeoutMs } as const;
  const scaled = await ask<Scaled>(foundHere().folder, command, { onProgress, silenceMs: timeoutMs + GRACE_MS });
  return [scaled, tableOf([scaled])];
}

const namesOf = ({ name, contexts: hosted }: ShownProcess): readonly string[] => [name, ...hosted];

const tableOf = (processes: readonly ShownProcess[]): string =>
  table(
    ['replica', 'pid', 'state', 'for', 'contexts'],
    processes.flatMap(({ contexts: hosted, replicas }) =>
      replicas.map(({ id, pid, state, since }) => [
        id,
        pid ?? '-',
        state,
        duration(Date.now() - Date.parse(since)),
        hosted.join(', '),
      ]),
    ),
  );

/** Prints text or JSON. With `--json` a refusal is JSON, too. */
async function answering(name: string | undefined, { json }: Options, answer: () => Promise<Told>): Promise<void> {
  try {
    const [data, text] = await answer();
    if (json) printJson(data);
    else print(text);
  } catch (error) {
    if (!(error instanceof ControlError)) throw error;
    const { code } = error;
    const message = code === 'control.absent' ? whyAbsent(error.message, name) : error.message;
    if (json) printJson({ ok: false, code, message });
    throw new Failure(isUnreached(code) ? EXIT.unreachable : EXIT.refused, message);
  }
}

const isUnreached = (code: string): boolean => ['control.absent', 'control.broken', 'control.silent'].includes(code);

/** What runs there instead, and what to start. */
function whyAbsent(message: string, name = 'payments'): string {
  const running = runningOn(foundHere().folder);
  if (!running) return `${message} Start one: npm start with --split or --placement.`;
  return running.contexts.length === Object.keys(contexts.contexts).length
    ? `Cleave runs in one process here (pid ${running.pid}), of which there is one. Start what shall have replicas apart: npm start -- --split ${name} --transport redis`
    : `${message} Its processes were started one by one: whatever started them adds and removes them.`;
}

const between =
  (least: number, most: number) =>
  (text: string): number => {
    const number = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
    if (number >= least && number <= most) return number;
    throw new InvalidArgumentError(`It is a whole number from ${least} to ${most}.`);
  };
