import { parseArgs } from 'node:util';
import { TRANSPORT_NAMES } from '#libs/messaging/transports';
import { OVER_HTTP, placementsFrom, type Placed } from './stage/placed.js';

export type Kind = 'spread' | 'hot';

export interface Options {
  /** Numbers of closed-loop clients that order many products, one measurement for each. */
  readonly clients: readonly number[];
  /** The same for clients that all order one product. */
  readonly hot: readonly number[];
  readonly rounds: number;
  readonly seconds: number;
  readonly warmUpSeconds: number;
  /** Load before the first measurement, after which V8 has optimized the hot code and the tables are not empty. */
  readonly firstWarmUpSeconds: number;
  readonly idleSeconds: number;
  /** Placements that are measured in turn with the monolith. */
  readonly placements: readonly Placed[];
  /** Measures the transports only. */
  readonly transports: boolean;
  /** Measures overload only: an open loop with twice as many orders as can be confirmed. */
  readonly overload: boolean;
  /** Measures the reverse proxy only. */
  readonly proxy: boolean;
  /** Measures search of orders only. */
  readonly search: boolean;
  /** How many orders are made for it. */
  readonly orders: number;
  /** Searches them in MongoDB, too. */
  readonly mongo: boolean;
  /** Leaves out the limit and the idle figures. */
  readonly cleaveOnly: boolean;
  /** Folder for CPU profiles of the monolith, one per measurement of the last round. */
  readonly profile?: string;
  /** File for the JSON, or `-` for stdout (the tables are then printed on stderr). */
  readonly json?: string;
  /** Name of the marks in the documents between which the tables are written. */
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
  --transport NAME        in place of what the placements say: ${TRANSPORT_NAMES.join(', ')}
  --provider http         measures the monolith with the payment provider of npm start beside the one with the stand-in
  --transports            what a request and a message cost over each transport, and nothing else
  --overload              twice as many orders as can be confirmed, of the monolith and of microservices, and nothing else
  --proxy                 requests through a route to another HTTP service, beside nginx where it is installed, and nothing else
  --search                search of a million orders and a rebuild of what is searched, and nothing else
  --orders 1000000        how many, with --search
  --mongo                 in MongoDB as well, with --search: CLEAVE_TEST_MONGO_URL, or a SecantusDB
  --cleave-only           without the limit and the idle figures
  --profile FOLDER        CPU profiles of the last round, as files for a browser's developer tools and as text
  --json FILE             the figures as JSON; - writes them to the standard output
  --write NAME            puts the tables into the documents, between the marks of that name`;

/** V8 collects the garbage of the load after about ten idle seconds; these 0.3 s of CPU must not count as idle. */
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

/** Throws a TypeError with an explanation for invalid options. */
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
      provider: { type: 'string' },
      transports: { type: 'boolean', default: false },
      overload: { type: 'boolean', default: false },
      proxy: { type: 'boolean', default: false },
      search: { type: 'boolean', default: false },
      orders: { type: 'string' },
      mongo: { type: 'boolean', default: false },
      'cleave-only': { type: 'boolean', default: false },
      profile: { type: 'string' },
      json: { type: 'string' },
      write: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const { transports, overload, proxy, search, quick } = values;
  if (quick && (transports || overload || proxy || search))
    throw new TypeError('--quick: is for orders per second; --transports, --overload and --proxy take --seconds');
  if (!search && (values.orders !== undefined || values.mongo))
    throw new TypeError('--orders, --mongo: are for --search');
  const usual = quick ? QUICK : FULL;
  return {
    clients: counts('--clients', values.clients ?? usual.clients),
    hot: counts('--hot', values.hot ?? usual.hot),
    rounds: positive('--rounds', values.rounds ?? usual.rounds),
    seconds: positive('--seconds', values.seconds ?? (transports ? '1' : overload ? '120' : usual.seconds)),
    warmUpSeconds: positive('--warm-up', values['warm-up'] ?? usual.warmUp),
    firstWarmUpSeconds: usual.firstWarmUpSeconds,
    idleSeconds: usual.idleSeconds,
    placements: [
      ...placementsFrom(values.placement, values.split, values.transport),
      ...providersFrom(values.provider),
    ],
    transports,
    overload,
    proxy,
    search,
    orders: positive('--orders', values.orders ?? '1000000'),
    mongo: values.mongo,
    cleaveOnly: values['cleave-only'],
    profile: values.profile,
    json: values.json,
    write: values.write,
    help: values.help,
  };
}

function providersFrom(name: string | undefined): readonly Placed[] {
  if (name !== undefined && name !== 'http') throw new TypeError(`--provider: "${name}" is not http`);
  return name ? [OVER_HTTP] : [];
}

const counts = (name: string, text: string): number[] =>
  text === 'none' ? [] : text.split(',').map((part) => positive(name, part));

function positive(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new TypeError(`${name}: "${text}" is no whole number above 0`);
  return value;
}
