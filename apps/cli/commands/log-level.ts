import type { Command } from 'commander';
import { contexts } from '#contexts';
import { askLevels, callerKey, LogLevelError, type LevelChange, type ProcessLevels } from '#libs/hosting/log-level';
import { processesOn, type RunState } from '#libs/hosting/run-state';
import { EXIT, Failure } from '../api/failure.js';
import { foundHere } from '../api/found-here.js';
import { print, printJson } from '../print.js';
import { table } from '../table.js';

interface Options {
  readonly url?: string;
  readonly reset?: boolean;
  readonly json?: boolean;
}

const HELP = `
Examples:
  cleave log-level                             the levels of every process that runs on the data folder
  cleave log-level debug                       everything, everywhere
  cleave log-level orders outbox=debug         the outboxes of the process orders, or of the one that hosts orders
  cleave log-level 'info,gateway requests=warn'
  cleave log-level --reset                     what LOG_LEVEL says
  cleave log-level --url http://10.0.0.7:9000  a process elsewhere, by its management port

Levels are trace, debug, info, warn, error and fatal; a part is named by words of what stands before a line, such as "orders outbox"
or "outbox". A change holds until the process ends. It needs the secret of the installation: that of the data folder, or CLEAVE_SECRET.
Exit codes: 0 done, 1 refused, 2 not understood, 3 not reached, or not all of them.`;

/** `cleave log-level [PROCESS] [[PART=]LEVEL,…]`: shows or changes what running processes write to their logs. */
export function register(program: Command): void {
  program
    .command('log-level')
    .description('Shows the levels of the log, or changes them while the processes run.')
    .argument('[process]', 'its name, also with its replica, or a context that it hosts; by default all of them')
    .argument('[levels]', 'as in LOG_LEVEL: a level, those of parts, with commas')
    .option('--reset', 'to what they were at the start')
    .option('--url <url>', 'of a management port')
    .option('--json', 'for programs')
    .addHelpText('after', HELP)
    .action(logLevel);
}

async function logLevel(first: string | undefined, second: string | undefined, options: Options): Promise<void> {
  const { url, reset, json } = options;
  const { folder } = foundHere();
  const [name, levels] =
    url || (second === undefined && !namedLike(folder, first).length) ? [undefined, first] : [first, second];
  if (reset && levels !== undefined) throw new Failure(EXIT.usage, '--reset takes no levels.');
  const change: LevelChange | undefined = reset ? { reset } : levels === undefined ? undefined : { change: levels };
  const asked = await Promise.allSettled(
    (url ? [url] : managementsOf(folder, name)).map((one) => refusable(askLevels(one, callerKey(folder), change))),
  );
  const found = asked.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const failed = asked.find((one) => one.status === 'rejected');
  if (found.length) show(found, json);
  if (failed) throw failed.reason;
}

/** The processes that run here and are meant by this name. */
const namedLike = (folder: string, name = '') => processesOn(folder).filter((state) => namesOf(state).includes(name));

const namesOf = ({ process, replica, contexts: hosted, url }: RunState): readonly string[] => [
  process,
  `${process}-${replica}`,
  ...hosted,
  ...(url ? [contexts.door.name] : []),
];

function managementsOf(folder: string, name: string | undefined): readonly string[] {
  const all = processesOn(folder);
  if (!all.length)
    throw new Failure(
      EXIT.unreachable,
      `Nothing runs on the data folder ${folder}. Start it (npm start), or say where it runs (--url).`,
    );
  const meant = name === undefined ? all : namedLike(folder, name);
  if (meant.length) return meant.map(({ management }) => management);
  const names = [...new Set(all.map(({ process }) => process))];
  throw new Failure(EXIT.refused, `No process ${name} runs here; there are ${names.join(', ')}.`);
}

const refusable = (asked: Promise<ProcessLevels>): Promise<ProcessLevels> =>
  asked.catch((error: unknown) => {
    if (!(error instanceof LogLevelError)) throw error;
    throw new Failure(exitOf(error.code), `${error.message} (${error.code})`);
  });

const exitOf = (code: string) =>
  code === 'log-level.unreachable' ? EXIT.unreachable : code === 'log-level.invalid' ? EXIT.usage : EXIT.refused;

function show(found: readonly ProcessLevels[], json?: boolean): void {
  if (json) return printJson({ processes: found });
  print(
    table(
      ['process', 'replica', 'levels'],
      found.map(({ process, replica, levels }) => [process, replica, levels]),
    ),
  );
}
