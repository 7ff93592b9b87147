import { megabytesOf } from '../measure/processes.js';
import { type Catalogue, openShop } from './catalogue.js';
import { Cleave, type CleaveOptions } from './cleave.js';
import type { Provider } from './provider.js';

/** A running system with a catalogue. */
export interface System {
  /** Its name in the tables. */
  readonly name: string;
  /** Prefix of the names of its databases. */
  readonly prefix: string;
  readonly cleave: Cleave;
  readonly catalogue: Catalogue;
  /** Who takes its money, if it is a process of its own. */
  readonly provider?: Provider;
  /** Memory of all its processes before the first request. */
  readonly freshMegabytes?: number;
}

/** Starts a system and creates its catalogue; calls `onStart` in between, so that it is stopped also when the second step fails. */
export async function openSystem(options: CleaveOptions, onStart: (cleave: Cleave) => void): Promise<System> {
  const cleave = await Cleave.start(options);
  onStart(cleave);
  const memory = cleave.members.map(({ pid }) => megabytesOf(pid));
  return {
    name: options.placed?.name ?? 'monolith',
    prefix: options.prefix,
    cleave,
    provider: options.provider,
    freshMegabytes: sumOf(memory),
    catalogue: await openShop(cleave.port, options.operator),
  };
}

/** Undefined when one of the values is. */
export const sumOf = (values: readonly (number | undefined)[]): number | undefined =>
  values.reduce((sum, value) => (sum === undefined || value === undefined ? undefined : sum + value), 0);
