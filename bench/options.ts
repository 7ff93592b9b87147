import { parseArgs } from 'node:util';

export type Kind = 'spread' | 'hot';

export interface Options {
  /** Closed-loop clients over many products, one measurement each. */
  readonly clients: readonly number[];
  /** The same for orders that are all for one product. */
  readonly hot: readonly number[];
  readonly rounds: number;
  readonly seconds: number;
  readonly warmUpSeconds: number;
  /** Leaves out the limit and the idle figures. */
  readonly cleaveOnly: boolean;
  /** Folder for CPU profiles of Cleave, one per measurement of the last round. */
  readonly profile?: string;
  /** File, or `-` for the standard output (the tables go to the standard error then). */
  readonly json?: string;
  readonly help: boolean;
}

export const USAGE = `npm run bench -- [options]
  --clients 1,16,64,256   clients of the closed loop
  --hot 64                clients of the run in which every order is for one product; 'none' for no such run
  --rounds 3              how often each is measured; medians are shown
  --seconds 5             how long each is measured, after the warm-up
  --warm-up 2             seconds before each measurement
  --cleave-only           without the limit and the idle figures
  --profile FOLDER        CPU profiles of the last round, as files for a browser's developer tools and as text
  --json FILE             the figures as JSON; - writes them to the standard output`;

/** Throws a TypeError with a sentence for what cannot be. */
export function optionsFrom(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      clients: { type: 'string', default: '1,16,64,256' },
      hot: { type: 'string', default: '64' },
      rounds: { type: 'string', default: '3' },
      seconds: { type: 'string', default: '5' },
      'warm-up': { type: 'string', default: '2' },
      'cleave-only': { type: 'boolean', default: false },
      profile: { type: 'string' },
      json: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  return {
    clients: counts('--clients', values.clients),
    hot: counts('--hot', values.hot),
    rounds: positive('--rounds', values.rounds),
    seconds: positive('--seconds', values.seconds),
    warmUpSeconds: positive('--warm-up', values['warm-up']),
    cleaveOnly: values['cleave-only'],
    profile: values.profile,
    json: values.json,
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
