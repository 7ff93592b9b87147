import { parseArgs } from 'node:util';
import { placementsFrom, type Placed } from './stage/placed.js';

export type Kind = 'spread' | 'hot';

export interface Options {
  /** Closed-loop clients over many products, one measurement each. */
  readonly clients: readonly number[];
  /** The same for orders that are all for one product. */
  readonly hot: readonly number[];
  readonly rounds: number;
  readonly seconds: number;
  readonly warmUpSeconds: number;
  /** Before the first measurement: V8 has compiled what it compiles, and the tables are no longer empty. */
  readonly firstWarmUpSeconds: number;
  readonly idleSeconds: number;
  /** Measured round by round beside the monolith. */
  readonly placements: readonly Placed[];
  /** What a transport costs, and nothing else. */
  readonly transports: boolean;
  /** Twice as many orders as can be confirmed, from clients that do not wait, and nothing else. */
  readonly overload: boolean;
  /** Leaves out the limit and the idle figures. */
  readonly cleaveOnly: boolean;
  /** Folder for CPU profiles of the monolith, one per measurement of the last round. */
  readonly profile?: string;
  /** File, or `-` for the standard output (the tables go to the standard error then). */
  readonly json?: string;
  /** Name of the marks in the documents between which the tables are put. */
  readonly write?: string;
  readonly help: boolean;
}

export const USAGE = `npm run bench -- [options]
  --clients 1,16,64,256   clients of the closed loop
  --hot 64                clients of the run in which every order is for one product; 'none' for no such run
  --quick                 the same table in 45 s: fewer clients, one short round; to see whether something is wrong
  --rounds 3              how often each is measured; medians are shown
  --seconds 5             how long each is measured, after the warm-up (1 with --transports, 120 with --overload)
  --warm-up 2             seconds before each measurement
  --placement FILE        measures this placement beside the monolith; may be given several times
  --split payments        the same with contexts split off from the rest
  --transport tcp|redis   in place of what the placements say
  --transports            what a request and a message cost over each transport, and nothing else
  --overload              twice as many orders as can be confirmed, of the monolith and of microservices, and nothing else
  --cleave-only           without the limit and the idle figures
  --profile FOLDER        CPU profiles of the last round, as files for a browser's developer tools and as text
  --json FILE             the figures as JSON; - writes them to the standard output
  --write NAME            puts the tables into the documents, between the marks of that name`;

/** Ten seconds into being idle the garbage of the busy time before is collected: 0.3 s of CPU that belong to it. */
const FULL = {
  clients: '1,16,64,256',
  hot: '64',
  rounds: '3',
  seconds: '5',
  warmUp: '2',
  firstWarmUpSeconds: 8,
  idleSeconds: 40,
};
const QUICK: typeof FULL = {
  clients: '1,64',
  hot: '64',
  rounds: '1',
  seconds: '2',
  warmUp: '1',
  firstWarmUpSeconds: 4,
  idleSeconds: 3,
};

/** Throws a TypeError with a sentence for what cannot be. */
export function optionsFrom(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      clients: { type: 'string' },
      hot: { type: 'string' },
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      'warm-up': { type: 'string' },
      placement: { type: 'string', multiple: true, default: [] },
      split: { type: 'string', multiple: true, default: [] },
      transport: { type: 'string' },
      transports: { type: 'boolean', default: false },
      overload: { type: 'boolean', default: false },
      'cleave-only': { type: 'boolean', default: false },
      profile: { type: 'string' },
      json: { type: 'string' },
      write: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const { transports, overload, quick } = values;
  if (quick && (transports || overload))
    throw new TypeError('--quick: is for orders per second; --transports and --overload take --seconds');
  const usual = quick ? QUICK : FULL;
  return {
    clients: counts('--clients', values.clients ?? usual.clients),
    hot: counts('--hot', values.hot ?? usual.hot),
    rounds: positive('--rounds', values.rounds ?? usual.rounds),
    seconds: positive('--seconds', values.seconds ?? (transports ? '1' : overload ? '120' : usual.seconds)),
    warmUpSeconds: positive('--warm-up', values['warm-up'] ?? usual.warmUp),
    firstWarmUpSeconds: usual.firstWarmUpSeconds,
    idleSeconds: usual.idleSeconds,
    placements: placementsFrom(values.placement, values.split, values.transport),
    transports,
    overload,
    cleaveOnly: values['cleave-only'],
    profile: values.profile,
    json: values.json,
    write: values.write,
    help: values.help,
  };
}

const counts = (name: string, text: string): number[] =>
  text === 'none' ? [] : text.split(',').map((part) => positive(name, part));

function positive(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new TypeError(`${name}: "${text}" is no whole number above 0`);
  return value;
}
