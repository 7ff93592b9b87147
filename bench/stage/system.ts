import { megabytesOf } from '../measure/processes.js';
import { type Catalogue, openShop } from './catalogue.js';
import { Cleave, type CleaveOptions } from './cleave.js';

/** One Cleave that runs, with a shop in it. */
export interface System {
  /** As the tables call it. */
  readonly name: string;
  /** Begins the names of its databases. */
  readonly prefix: string;
  readonly cleave: Cleave;
  readonly catalogue: Catalogue;
  /** Of all its processes before anybody asked for anything. */
  readonly freshMegabytes?: number;
}

/** Starts it and fills its shop; `onStart` hears of it in between, to stop it whatever happens. */
export async function openSystem(options: CleaveOptions, onStart: (cleave: Cleave) => void): Promise<System> {
  const cleave = await Cleave.start(options);
  onStart(cleave);
  const memory = cleave.members.map(({ pid }) => megabytesOf(pid));
  return {
    name: options.placed?.name ?? 'monolith',
    prefix: options.prefix,
    cleave,
    freshMegabytes: sumOf(memory),
    catalogue: await openShop(cleave.port, options.operator),
  };
}

/** Undefined when one of them is. */
export const sumOf = (values: readonly (number | undefined)[]): number | undefined =>
  values.reduce((sum, value) => (sum === undefined || value === undefined ? undefined : sum + value), 0);
