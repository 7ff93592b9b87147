import { channels } from '#test/channels';
import { Bus, type RequestOptions } from '../../bus/bus.js';
import type { Transport } from '../transport.js';
import { Ask, Inn } from './inn.fixtures.js';
import type { Lab } from './lab.fixtures.js';

/** A process that serves the inn. */
export interface Served {
  readonly inn: Inn;
  readonly transport: Transport;
}

export async function openInn(lab: Lab, process = 'inn-1', inn = new Inn(process)): Promise<Served> {
  const transport = await lab.open(process, ['inn']);
  await transport.serve([inn.server]);
  return { inn, transport };
}

/** A process that calls the inn, over its carrier and over the bus. */
export async function openGuest(lab: Lab) {
  const transport = await lab.open('guest-1');
  const carrier = transport.carrierTo('inn');
  const bus = new Bus('guest', () => carrier, 5_000, channels);
  const ask = (text: string, wants?: Ask['wants'], options?: RequestOptions) =>
    bus.request(new Ask({ text, wants }), options);
  return { transport, carrier, bus, ask };
}

/** How often the handling of each id began, over all inns. */
export const timesBegun = (...inns: readonly Served[]): readonly number[] => {
  const all = inns.flatMap(({ inn }) => inn.begun);
  return [...Map.groupBy(all, (id) => id).values()].map(({ length }) => length);
};
