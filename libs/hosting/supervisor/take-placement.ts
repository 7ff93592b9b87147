import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { TRANSPORT_NAMES, type TransportName } from '#libs/messaging/transports';
import type { Contexts } from '../contexts.js';
import { monolithPlacement, readPlacement, splitPlacement, type Placement } from '../placement/index.js';

/** The arguments cannot be understood; the message says which there are. */
export class ArgumentsError extends Error {
  readonly code = 'hosting.arguments';
}

const USAGE = 'npm start takes --placement FILE or --split CONTEXT[,CONTEXT], and --transport tcp|redis|rabbitmq';

/**
 * The placement that the arguments name: a file, or contexts split off from the rest. `--transport` goes before what the file says.
 * Throws ArgumentsError and PlacementError.
 *
 * @param folder  files are relative to it
 */
export function placementFrom(all: Contexts, args: readonly string[], folder: string): Placement {
  const { placement: file, split, transport: name } = argumentsIn(args);
  if (file !== undefined && split !== undefined) throw new ArgumentsError(`${USAGE}: not both of the first two.`);
  const transport = name === undefined ? undefined : transportOf(name);
  if (split !== undefined) return splitPlacement(all, split.split(','), transport);
  const placement = file === undefined ? monolithPlacement(all) : readPlacement(resolve(folder, file), all, {}, file);
  return transport ? { ...placement, transport } : placement;
}

function argumentsIn(args: readonly string[]) {
  try {
    const text = { type: 'string' } as const;
    return parseArgs({ args: [...args], options: { placement: text, split: text, transport: text } }).values;
  } catch (error) {
    throw new ArgumentsError(`${USAGE}. ${(error as Error).message} (npm start -- --help says more)`);
  }
}

function transportOf(name: string): TransportName {
  const known = TRANSPORT_NAMES.find((one) => one === name);
  if (!known) throw new ArgumentsError(`There is no transport ${name}; there are ${TRANSPORT_NAMES.join(' and ')}.`);
  return known;
}
